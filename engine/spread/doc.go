// Package spread is the process by which one claim spreads on one platform,
// after Bak-Coleman et al. (2022), Nature Human Behaviour 6:1372. In a tick of
// five minutes (D1):
//
//	x_t = ln(1 + η_t · Σ(1 + F_j))           over the followers F of the posters
//	v_t = v_{t−1} · δ · exp(−λ·t) + x_t
//	μ_t = exp(α + β · c_t · v_{t−1}),  y_t ~ NegBin(μ_t, φ)
//
// Both draws of a tick, the number of posts and the sum of their followers, come
// from tables by inverse transform: one keyed draw of 64 bits, the same cost at
// ten posts and at a million, and never fewer posts for more momentum. The
// tables are built once from the constants in whole numbers; their error against
// exact counts and against drawing every poster is stated at each and tested.
//
// The same code plays scenarios and reproduces published results.
package spread
