package spread

import "tabletop/engine/fixed"

// Tables hold what the draws of a tick need: counts of one dispersion.
type Tables struct {
	posts *posts
	cap   int64
}

// NewTables builds the tables for a dispersion φ, held to 0.1 to 1,000, and the most
// posts that a tick may have (the paper's code has twice the largest event).
func NewTables(dispersion fixed.Num, most int64) *Tables {
	return &Tables{posts: newPosts(dispersion.Clamp(fixed.FromRatio(1, 10), fixed.FromInt(1000))), cap: most}
}

// Law holds a burst's own parameters (D5–D7).
type Law struct {
	Alpha  fixed.Num // base rate α, log posts a tick
	Gain   fixed.Num // virality gain β
	Delta  fixed.Num // decay δ of momentum a tick, 0..1
	Lambda fixed.Num // ageing λ of momentum a tick
}

// Force is what the measures in force do to a tick.
type Force struct {
	Eta     fixed.Num // log of what sharing is multiplied by: labels, prompts, friction; 0 is nothing
	Breaker fixed.Num // c, multiplies the gain; 1 is nothing
	Demote  fixed.Num // log of what the followers reached are multiplied by; 0 is nothing
	Kept    fixed.Num // log of the share of posts that stay up; 0 is all
	Carried fixed.Num // log of the followers reached from other platforms; [Nothing] is none
	Strikes fixed.Num // share of the accounts in Struck's bans that are gone, 0..1
	Struck  *Pool     // the accounts without any that the bans take
}

// Nothing is the log of nothing: far below any log that matters.
const Nothing = -fixed.Num(30) << 32

// Free is the force of no measure.
var Free = Force{Breaker: fixed.One, Carried: Nothing}

// Start returns the momentum with which a burst begins: one post by an account of
// the mean audience, or a share onset of the posts that it makes in a tick where
// that is more. It takes off from there, or does not.
func Start(p *Pool, size fixed.Num, ticks int64, onset fixed.Num) fixed.Num {
	return p.Mean().Add(fixed.Log(max(size.DivInt(max(1, ticks)).Mul(onset), fixed.One)))
}

// Level returns ln μ at a momentum.
func (l *Law) Level(momentum fixed.Num, f *Force) fixed.Num {
	return l.Alpha + l.Gain.Mul(f.Breaker).Mul(momentum) + f.Kept
}

// Memory returns δ·exp(−λ·t), the share of momentum that a tick keeps at an age
// in ticks.
func (l *Law) Memory(age int64) fixed.Num {
	return fixed.MulExp(l.Delta, l.Lambda.MulInt(-age))
}

// Tick draws a tick's posts at a level ln μ, and x, the log of one plus what they
// reach. The high half of the draw decides the posts, the low half who made them.
func (t *Tables) Tick(level fixed.Num, p *Pool, f *Force, draw uint64) (posts int64, x fixed.Num) {
	posts = min(t.posts.draw(exp(level), uint32(draw>>32)), t.cap)
	if posts == 0 {
		if f.Carried > Nothing {
			return 0, softplus(f.Carried + f.Eta)
		}
		return 0, 0
	}
	if f.Strikes == fixed.One {
		p = f.Struck
	}
	reach := p.reach(posts, uint32(draw))
	if f.Strikes > 0 && f.Strikes < fixed.One {
		reach += f.Strikes.Mul(f.Struck.reach(posts, uint32(draw)) - reach)
	}
	if f.Demote != 0 {
		reach = demoted(reach, log(uint64(posts)), f.Demote)
	}
	if f.Carried > Nothing {
		reach += softplus(f.Carried - reach)
	}
	return posts, softplus(reach + f.Eta)
}

// demoted returns the log of Σ(1+d·F), where the log of Σ(1+F) is reach.
func demoted(reach, posts, d fixed.Num) fixed.Num {
	each := fixed.Exp((reach - posts).Clamp(0, fixed.FromInt(20)))
	return posts + fixed.Log(fixed.One.Add(each.Sub(fixed.One).Mul(fixed.Exp(d))))
}
