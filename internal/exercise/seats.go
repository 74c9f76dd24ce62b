package exercise

import (
	"fmt"
	"slices"
	"strings"

	"tabletop/engine/model"
	"tabletop/replays"
	"tabletop/scenarios"
)

// Holder says who decides for a seat.
type Holder int

// Holders of a seat.
const (
	Nobody    Holder = iota // it does nothing
	Person                  // somebody in the room
	Automated               // the doctrine
	Scripted                // a file of commands
)

// String returns the holder in a word.
func (h Holder) String() string {
	return [...]string{"nobody", "person", "automated", "scripted"}[h]
}

// Holder returns who decides for an organisation.
func (x *Exercise) Holder(seat model.OrgID) Holder {
	switch {
	case x.people[seat]:
		return Person
	case x.scripted[seat]:
		return Scripted
	case x.doctrine != nil:
		return Automated
	}
	return Nobody
}

// People lists the seats that people hold.
func (x *Exercise) People() []model.OrgID {
	var seats []model.OrgID
	for seat, held := range x.people {
		if held {
			seats = append(seats, model.OrgID(seat))
		}
	}
	return seats
}

// Doctrine returns the doctrine of the seats that nobody holds, or nil.
func (x *Exercise) Doctrine() *model.Doctrine { return x.doctrine }

// Hold gives a seat to a person.
func (x *Exercise) Hold(seat model.OrgID) error {
	if err := mayHold(x.Scenario(), seat); err != nil {
		return err
	}
	x.people[seat] = true
	return x.noteSeats()
}

// Leave takes a seat from a person; the doctrine decides for it from now on.
func (x *Exercise) Leave(seat model.OrgID) error {
	x.people[seat] = false
	return x.noteSeats()
}

// noteSeats journals who holds the seats, for a later resumption.
func (x *Exercise) noteSeats() error {
	n := replays.Note{Kind: replays.NoteSeats}
	for seat := range x.people {
		if x.people[seat] || x.scripted[seat] {
			n.People = append(n.People, x.Scenario().Orgs[seat].ID)
		}
	}
	if x.doctrine != nil {
		n.Doctrine = x.doctrine.ID
	}
	return x.Note(n)
}

func mayHold(sc *model.Scenario, seat model.OrgID) error {
	if seat < 0 || int(seat) >= len(sc.Orgs) || !sc.Orgs[seat].Seat {
		return fmt.Errorf("no person may hold that seat; the seats are %s", list(SeatIDs(sc)))
	}
	return nil
}

// SeatIDs lists the ids of the seats that people may hold.
func SeatIDs(sc *model.Scenario) []string {
	var ids []string
	for i := range sc.Orgs {
		if sc.Orgs[i].Seat {
			ids = append(ids, sc.Orgs[i].ID)
		}
	}
	return ids
}

// SeatNamed returns the seat with an id.
func SeatNamed(sc *model.Scenario, id string) (model.OrgID, error) {
	seat := sc.OrgNamed(id)
	if seat == model.None || !sc.Orgs[seat].Seat {
		return seat, Unknown("seat", id, SeatIDs(sc))
	}
	return seat, nil
}

// Unknown says that the scenario has no such thing, what was probably meant, and
// what there is.
func Unknown(what, id string, known []string) error {
	has := "none at all"
	if len(known) > 0 {
		has = list(known)
	}
	if near := meant(id, known); near != "" {
		return fmt.Errorf("the scenario has no %s %q; did you mean %q? It has %s", what, id, near, has)
	}
	return fmt.Errorf("the scenario has no %s %q; it has %s", what, id, has)
}

// meant returns the id that was probably meant: one that is nearly the same, or
// the first that begins with what was typed.
func meant(id string, known []string) string {
	const least = 3 // letters that say enough
	id = strings.ToLower(strings.TrimSpace(id))
	if slices.Contains(known, id) {
		return id
	}
	if near := scenarios.Closest(id, known); near != "" || len(id) < least {
		return near
	}
	for _, k := range known {
		if strings.HasPrefix(k, id) {
			return k
		}
	}
	return ""
}

// list joins words for a sentence.
func list(words []string) string { return strings.Join(words, ", ") }
