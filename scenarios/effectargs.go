package scenarios

import (
	"slices"
	"strings"

	"tabletop/engine/model"
)

// target reads "target" as an argument, if the scene's targets fit.
func (p *effectParser) target(w word, fits ...model.Kind) (model.Argument, bool) {
	if why := p.scene.refuse(false, fits...); why != "" {
		p.fail(w, Effect, "%s", why)
		return model.Argument{}, false
	}
	return model.Argument{Bind: model.ToTarget, Ref: model.Nothing}, true
}

// thing reads an id, or "target", as the first argument.
func (p *effectParser) thing(w word, r *rows, kind model.Kind) (ok bool) {
	if w.text == "target" {
		p.effect.A, ok = p.target(w, kind)
		return ok
	}
	at := p.c.named(r, p.n, w.start, p.path, w.text)
	p.effect.A = model.Argument{Ref: model.Ref{Kind: kind, ID: int64(at)}}
	return at >= 0
}

// topic reads an asset, narrative or campaign as a topic.
func (p *effectParser) topic(w word) (ok bool) {
	if w.text == "target" {
		p.effect.A, ok = p.target(w, topicKinds...)
		return ok
	}
	at := p.c.named(p.c.topic, p.n, w.start, p.path, w.text)
	p.effect.A = model.Argument{Ref: model.Ref{Kind: model.KindTopic, ID: int64(at)}}
	return at >= 0
}

// org reads one organisation: an id, "self", "target" or "owner".
func (p *effectParser) org(w word) (arg model.Argument, special, ok bool) {
	switch w.text {
	case "self":
		if len(p.scene.seats) == 0 {
			p.fail(w, Effect, "%s has no organisation that acts, so self means nobody", p.scene.what)
			return arg, true, false
		}
		return model.Argument{Bind: model.ToSelf, Ref: model.Nothing}, true, true
	case "target":
		arg, ok = p.target(w, model.KindOrg)
		return arg, true, ok
	case "owner":
		if _, ok = p.target(w, model.KindAsset); !ok {
			return arg, true, false
		}
		return model.Argument{Bind: model.ToOwner, Ref: model.Nothing}, true, true
	}
	at := p.c.org.find(w.text)
	return model.Argument{Ref: model.Ref{Kind: model.KindOrg, ID: int64(at)}}, false, at >= 0
}

// orgs reads one organisation or the word for several.
func (p *effectParser) orgs(w word, into *[]model.Argument) bool {
	if arg, special, ok := p.org(w); special {
		*into = []model.Argument{arg}
		return ok
	}
	for _, org := range p.c.orgsIn(p.n, w.start, p.path, w.text) {
		*into = append(*into, model.Argument{Ref: model.Ref{Kind: model.KindOrg, ID: int64(org)}})
	}
	return len(*into) > 0
}

// platform reads a platform, "self" for the platform that decides, or
// "platforms" for each of them.
func (p *effectParser) platform(w word) bool {
	if !p.orgs(w, &p.b) {
		return false
	}
	for _, arg := range p.b {
		orgs := p.scene.seats
		switch arg.Bind {
		case model.Fixed:
			orgs = []model.OrgID{model.OrgID(arg.Ref.ID)}
		case model.ToTarget, model.ToOwner:
			orgs = nil
		}
		for _, org := range orgs {
			if p.c.platformOf(int(org)) < 0 {
				p.fail(w, Effect, "%s runs no platform", p.c.sc.Orgs[org].ID)
				return false
			}
		}
	}
	return true
}

// channel reads FROM>TO.
func (p *effectParser) channel(w word) bool {
	left, right, ok := strings.Cut(w.text, ">")
	if !ok {
		p.fail(w, Effect, "expected a channel, FROM>TO, not %q", shortened(w.text))
		return false
	}
	ends := [2]word{{left, w.start}, {right, w.start + len(left) + 1}}
	var args [2]model.Argument
	for i, end := range ends {
		arg, special, ok := p.org(end)
		if !ok {
			if !special {
				p.fail(end, Dangling, "there is no organisation %q", shortened(end.text)).near(end.text, p.c.org.ids)
			}
			return false
		}
		args[i] = arg
	}
	p.effect.A, p.effect.B = args[0], args[1]
	if !p.c.anyChannel(p.meant(args[0]), p.meant(args[1])) {
		p.fail(w, Dangling, "there is no channel %s", w.text).near(w.text, p.c.channel.ids)
		return false
	}
	return true
}

// meant lists the organisations that an argument may turn out to be.
func (p *effectParser) meant(arg model.Argument) []model.OrgID {
	switch arg.Bind {
	case model.ToSelf:
		return p.scene.seats
	case model.ToTarget:
		var all []model.OrgID
		for _, t := range p.scene.targets {
			all = append(all, model.OrgID(t.ID))
		}
		return all
	case model.ToOwner:
		var all []model.OrgID
		for _, t := range p.scene.targets {
			all = append(all, p.c.sc.Assets[t.ID].Owner)
		}
		return all
	}
	return []model.OrgID{model.OrgID(arg.Ref.ID)}
}

// anyChannel reports whether a channel leads from one of some organisations to
// one of others.
func (c *compiler) anyChannel(from, to []model.OrgID) bool {
	return slices.ContainsFunc(c.sc.Channels, func(ch model.Channel) bool {
		return slices.Contains(from, ch.From) && slices.Contains(to, ch.To)
	})
}

// level reads the level of a group of controls, and notes which assets may get
// it.
func (p *effectParser) level(w word) bool {
	at := p.c.level(p.n, w.start, p.path, p.group, w.text)
	if at < 0 {
		return false
	}
	p.effect.B = model.Argument{Ref: model.Ref{Kind: model.KindControl, ID: int64(at)}}
	assets := []model.Ref{p.effect.A.Ref}
	if p.effect.A.Bind == model.ToTarget {
		assets = p.scene.targets
	}
	for _, asset := range assets {
		p.c.fits[fitting{int(asset.ID), p.group}] = true
	}
	return true
}

// complete checks what an effect's words mean together.
func (p *effectParser) complete(verb word) bool {
	switch p.effect.Verb {
	case model.Report, model.Indicators:
		return p.reaches(verb)
	case model.Enforce, model.Ready:
		return p.enforces(verb)
	}
	return true
}

// reaches checks that somebody who may act has a channel to a single named
// addressee.
func (p *effectParser) reaches(verb word) bool {
	if len(p.b) != 1 || p.b[0].Bind != model.Fixed || p.c.anyChannel(p.scene.seats, p.meant(p.b[0])) {
		return true
	}
	p.fail(verb, Dangling, "no channel leads from %s to %s", p.c.orgIDs(p.scene.seats), p.c.sc.Orgs[p.b[0].Ref.ID].ID)
	return false
}

// enforces checks a platform measure. Without "on" it means the platform that
// decides; where others decide, every platform.
func (p *effectParser) enforces(verb word) bool {
	claim := !p.effect.A.Ref.IsNothing() || p.effect.A.Bind == model.ToTarget
	if p.effect.Verb == model.Enforce && claim == p.effect.Measure.WholePlatform() {
		measure := model.EnforcementWords[p.effect.Measure]
		if claim {
			p.fail(verb, Effect, "%s acts on a whole platform; leave the narrative out", measure)
		} else {
			p.fail(p.missing(), Effect, "%s acts on a narrative; name it", measure)
		}
		return false
	}
	if len(p.b) == 0 {
		p.b = p.everyPlatform()
	}
	if !p.scene.unsure && !slices.ContainsFunc(p.b, p.hasPolicy) {
		p.fail(verb, Dangling, "no such platform has a table %s, so it can never do that", model.EnforcementWords[p.effect.Measure])
		return false
	}
	if p.effect.A.Bind != model.Fixed || !claim {
		return true
	}
	on := slices.ContainsFunc(p.b, func(arg model.Argument) bool {
		return slices.ContainsFunc(p.meant(arg), func(org model.OrgID) bool {
			return p.c.spread(int(p.effect.A.Ref.ID), p.c.platformOf(int(org))) >= 0
		})
	})
	if !on {
		p.fail(verb, Dangling, "the narrative is not on that platform")
	}
	return on
}

// hasPolicy reports whether an organisation that an argument may mean runs a
// platform whose table describes the measure.
func (p *effectParser) hasPolicy(arg model.Argument) bool {
	return slices.ContainsFunc(p.meant(arg), func(org model.OrgID) bool {
		at := p.c.platformOf(int(org))
		return at >= 0 && p.c.platform.list[at].node.get(model.EnforcementWords[p.effect.Measure]) != nil
	})
}

func (p *effectParser) everyPlatform() []model.Argument {
	runs := func(org model.OrgID) bool { return p.c.platformOf(int(org)) >= 0 }
	if len(p.scene.seats) > 0 && !slices.ContainsFunc(p.scene.seats, func(org model.OrgID) bool { return !runs(org) }) {
		return []model.Argument{{Bind: model.ToSelf, Ref: model.Nothing}}
	}
	var all []model.Argument
	for i := range p.c.sc.Orgs {
		if runs(model.OrgID(i)) {
			all = append(all, model.Argument{Ref: model.Ref{Kind: model.KindOrg, ID: int64(i)}})
		}
	}
	return all
}
