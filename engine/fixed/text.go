package fixed

import (
	"errors"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
)

// MaxTextLen is the longest text that Parse reads, in bytes.
const MaxTextLen = 1000

// Reasons for which Parse refuses a text. Test for them with errors.Is.
var (
	ErrSyntax = errors.New("not a decimal number")
	ErrRange  = errors.New("outside the range from -2147483648 to 2147483647.9999999998")
)

// Parse reads a decimal number: an optional sign, digits with an optional
// point among or around them, and an optional decimal exponent ("12", "-0.25",
// "+3.", ".5", "1e-3"). Whatever its length, the text is read exactly and
// rounded once. The error quotes the text and wraps ErrSyntax or ErrRange.
func Parse(text string) (Num, error) {
	d, err := scan(text)
	if err != nil {
		return 0, err
	}
	magnitude, ok := d.magnitude()
	if !ok || magnitude > signBit || magnitude == signBit && !d.negative {
		return 0, fmt.Errorf("%s is %w", quoted(text), ErrRange)
	}
	if d.negative {
		return Num(-magnitude), nil
	}
	return Num(magnitude), nil
}

// MustParse is Parse for tests and tables of constants. It panics where Parse
// returns an error.
func MustParse(text string) Num {
	x, err := Parse(text)
	if err != nil {
		panic("fixed: " + err.Error())
	}
	return x
}

// decimal is a scanned number: the digits before and after the point as
// written, and the power of ten that multiplies them.
type decimal struct {
	negative        bool
	whole, fraction string
	exponent        int
}

func scan(text string) (decimal, error) {
	if len(text) > MaxTextLen {
		return decimal{}, fmt.Errorf("a number of %d characters is %w: the longest accepted has %d", len(text), ErrSyntax, MaxTextLen)
	}
	var d decimal
	rest := text
	if rest != "" && (rest[0] == '-' || rest[0] == '+') {
		d.negative = rest[0] == '-'
		rest = rest[1:]
	}
	d.whole, rest = digits(rest)
	if strings.HasPrefix(rest, ".") {
		d.fraction, rest = digits(rest[1:])
	}
	if d.whole == "" && d.fraction == "" {
		return decimal{}, refuse(text, rest, "expected a digit")
	}
	if rest != "" && (rest[0] == 'e' || rest[0] == 'E') {
		var ok bool
		if d.exponent, rest, ok = scanExponent(rest[1:]); !ok {
			return decimal{}, refuse(text, rest, "expected a digit of the exponent")
		}
	}
	if rest != "" {
		return decimal{}, refuse(text, rest, "expected nothing more")
	}
	return d, nil
}

// scanExponent reads a sign and digits. Anything beyond what can matter in a
// text of MaxTextLen is cut to exponentLimit.
func scanExponent(text string) (exponent int, rest string, ok bool) {
	const exponentLimit = 10 * MaxTextLen
	negative := strings.HasPrefix(text, "-")
	if negative || strings.HasPrefix(text, "+") {
		text = text[1:]
	}
	run, rest := digits(text)
	for _, c := range []byte(run) {
		exponent = min(exponent*10+int(c-'0'), exponentLimit)
	}
	if negative {
		exponent = -exponent
	}
	return exponent, rest, run != ""
}

func digits(text string) (run, rest string) {
	n := 0
	for n < len(text) && '0' <= text[n] && text[n] <= '9' {
		n++
	}
	return text[:n], text[n:]
}

func refuse(text, rest, why string) error {
	at := len(text) - len(rest) + 1
	if rest == "" {
		return fmt.Errorf("%s is %w: it ends where it was %s", quoted(text), ErrSyntax, why)
	}
	return fmt.Errorf("%s is %w: %s at character %d", quoted(text), ErrSyntax, why, at)
}

func quoted(text string) string {
	const shown = 40
	if len(text) > shown {
		return strconv.Quote(text[:shown]) + "…"
	}
	return strconv.Quote(text)
}

// digit returns the digit that stands i places after the decimal point, i
// counted from 0; negative i counts places before it.
func (d decimal) digit(i int) uint64 {
	i += len(d.whole) + d.exponent
	switch {
	case i < 0 || i >= len(d.whole)+len(d.fraction):
		return 0
	case i < len(d.whole):
		return uint64(d.whole[i] - '0')
	default:
		return uint64(d.fraction[i-len(d.whole)] - '0')
	}
}

// magnitude returns the value times 2^32, rounded half to even; ok is false
// when it is 2^32 or more.
func (d decimal) magnitude() (m uint64, ok bool) {
	var whole uint64
	for i := -len(d.whole) - max(d.exponent, 0); i < 0; i++ {
		if whole = whole*10 + d.digit(i); whole > fractionMask {
			return 0, false
		}
	}
	const word, scale = 19, 10_000_000_000_000_000_000
	var first, second uint64
	for i := range word {
		first = first*10 + d.digit(i)
		second = second*10 + d.digit(word+i)
	}
	sticky := false
	for i := 2 * word; i < len(d.fraction)-d.exponent; i++ {
		sticky = sticky || d.digit(i) != 0
	}
	// (first + second/10^19) / 10^19, in units of 2^-33: one bit more than a
	// Num holds, and sticky for everything below it.
	const shift = fractionBits + 1
	carry, rest := bits.Div64(second>>(64-shift), second<<shift, scale)
	hi, lo := first>>(64-shift), first<<shift
	lo, c := bits.Add64(lo, carry, 0)
	units, rest2 := bits.Div64(hi+c, lo, scale)
	sticky = sticky || rest != 0 || rest2 != 0

	m = whole<<fractionBits | units>>1
	if units&1 != 0 && (sticky || m&1 != 0) {
		if m++; m == 0 {
			return 0, false
		}
	}
	return m, true
}

// String returns the shortest decimal that Parse reads back as x, with at most
// ten digits after the point.
func (x Num) String() string {
	return string(x.append(nil))
}

func (x Num) append(b []byte) []byte {
	m := x.magnitude()
	if x < 0 {
		b = append(b, '-')
	}
	b = strconv.AppendUint(b, m>>fractionBits, 10)
	if m &= fractionMask; m != 0 {
		b = appendShortest(append(b, '.'), m)
	}
	return b
}

// appendShortest appends the fewest digits that stay within half an ulp of
// m/2^32 (free-format generation of Steele and White 1990). The bounds
// themselves count when m is even, for a tie then rounds back to it.
func appendShortest(b []byte, m uint64) []byte {
	const one = 1 << (fractionBits + 1)
	rest, half := 2*m, uint64(1)
	near := func(distance uint64) bool {
		return distance < half || distance == half && m&1 == 0
	}
	for {
		rest, half = rest*10, half*10
		digit := byte(rest / one)
		rest %= one
		low, high := near(rest), near(one-rest)
		if high && (!low || 2*rest > one) {
			digit++
		}
		b = append(b, '0'+digit)
		if low || high {
			return b
		}
	}
}

// Exact returns x in full, with at most 32 digits after the point.
func (x Num) Exact() string {
	m := x.magnitude()
	var b []byte
	if x < 0 {
		b = append(b, '-')
	}
	b = strconv.AppendUint(b, m>>fractionBits, 10)
	if m &= fractionMask; m != 0 {
		b = append(b, '.')
	}
	for ; m != 0; m &= fractionMask {
		m *= 10
		b = append(b, '0'+byte(m>>fractionBits))
	}
	return string(b)
}

// AppendText appends what String returns to b. Its error is always nil.
func (x Num) AppendText(b []byte) ([]byte, error) {
	return x.append(b), nil
}

// MarshalText returns the same text as String. Its error is always nil.
func (x Num) MarshalText() ([]byte, error) {
	return x.append(nil), nil
}

// UnmarshalText reads what Parse reads. On an error x keeps its value.
func (x *Num) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err == nil {
		*x = parsed
	}
	return err
}
