package assets

// Icon names a small picture drawn on a 16 by 16 grid.
type Icon string

// The icons.
const (
	Play         Icon = "play"
	Pause        Icon = "pause"
	Step         Icon = "step"
	Jump         Icon = "jump"
	Mail         Icon = "mail"
	Phone        Icon = "phone"
	Post         Icon = "post"
	News         Icon = "news"
	Warning      Icon = "warning"
	Diamond      Icon = "diamond"
	Dot          Icon = "dot"
	Check        Icon = "check"
	Cross        Icon = "cross"
	Help         Icon = "help"
	Lock         Icon = "lock"
	Clock        Icon = "clock"
	Search       Icon = "search"
	ChevronUp    Icon = "chevron-up"
	ChevronDown  Icon = "chevron-down"
	ChevronLeft  Icon = "chevron-left"
	ChevronRight Icon = "chevron-right"
)

// Drawing is how an icon is drawn. Paths are SVG path data with the absolute
// commands M, L, H, V, C and Z, on a grid from 0 to 16. Stroked paths are 1.5
// wide.
type Drawing struct{ Fill, Stroke string }

// Drawing returns how the icon is drawn; an unknown name draws nothing.
func (i Icon) Drawing() Drawing { return drawings[i] }

// Icons lists the names of all icons.
func Icons() []Icon {
	return []Icon{
		Play, Pause, Step, Jump, Mail, Phone, Post, News, Warning, Diamond, Dot, Check, Cross,
		Help, Lock, Clock, Search, ChevronUp, ChevronDown, ChevronLeft, ChevronRight,
	}
}

// circle8 is a circle of radius 6 about the middle of the grid.
const circle8 = "M8 2 C11.3 2 14 4.7 14 8 C14 11.3 11.3 14 8 14 C4.7 14 2 11.3 2 8 C2 4.7 4.7 2 8 2 Z"

var drawings = map[Icon]Drawing{
	Play:  {Fill: "M4 2.5 L13.5 8 L4 13.5 Z"},
	Pause: {Fill: "M4 3 H7 V13 H4 Z M9 3 H12 V13 H9 Z"},
	Step:  {Fill: "M3 3 L10 8 L3 13 Z M11 3 H13 V13 H11 Z"},
	Jump:  {Fill: "M2 3 L8 8 L2 13 Z M8 3 L14 8 L8 13 Z"},
	Mail:  {Stroke: "M2 4 H14 V12.5 H2 Z M2 4.5 L8 9 L14 4.5"},
	Phone: {Stroke: "M5.2 2.2 L6.8 5.6 L5.2 6.8 C5.9 8.4 7.4 10 9.2 10.8 L10.4 9.2 L13.8 10.8 " +
		"C13.8 12.6 12.6 13.8 11 13.8 C6.4 13.4 2.6 9.6 2.2 5 C2.2 3.4 3.4 2.2 5.2 2.2 Z"},
	Post: {Stroke: "M2.5 3 H13.5 V11 H8 L4.8 13.6 V11 H2.5 Z M5 6 H11 M5 8.3 H9"},
	News: {Stroke: "M2 3 H11.5 V13 H3.5 C2.7 13 2 12.3 2 11.5 Z M11.5 6 H14 V11.5 C14 12.3 13.5 13 12.7 13 H11 " +
		"M4.3 6 H9.2 M4.3 8.2 H9.2 M4.3 10.4 H7.5"},
	Warning:      {Fill: "M8 2 L14.5 13.5 H1.5 Z"},
	Diamond:      {Fill: "M8 1.5 L14 8 L8 14.5 L2 8 Z"},
	Dot:          {Fill: "M8 4 C10.2 4 12 5.8 12 8 C12 10.2 10.2 12 8 12 C5.8 12 4 10.2 4 8 C4 5.8 5.8 4 8 4 Z"},
	Check:        {Stroke: "M3 8.5 L6.5 12 L13 4.5"},
	Cross:        {Stroke: "M4 4 L12 12 M12 4 L4 12"},
	Help:         {Stroke: circle8 + " M6.2 6.4 C6.4 4.4 9.8 4.4 9.8 6.5 C9.8 7.9 8 7.8 8 9.3 M8 11 V11.6"},
	Lock:         {Stroke: "M3.5 7.5 H12.5 V13.5 H3.5 Z M5.5 7.5 V5 C5.5 1.8 10.5 1.8 10.5 5 V7.5"},
	Clock:        {Stroke: circle8 + " M8 4.8 V8 L10.4 9.6"},
	Search:       {Stroke: "M7 2.5 C9.5 2.5 11.5 4.5 11.5 7 C11.5 9.5 9.5 11.5 7 11.5 C4.5 11.5 2.5 9.5 2.5 7 C2.5 4.5 4.5 2.5 7 2.5 Z M10.3 10.3 L14 14"},
	ChevronUp:    {Stroke: "M4 10 L8 6 L12 10"},
	ChevronDown:  {Stroke: "M4 6 L8 10 L12 6"},
	ChevronLeft:  {Stroke: "M10 4 L6 8 L10 12"},
	ChevronRight: {Stroke: "M6 4 L10 8 L6 12"},
}
