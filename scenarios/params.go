package scenarios

import (
	"reflect"
	"strings"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// Constant is a constant of the model, as [model.Params] declares it.
type Constant struct {
	Name     string `json:"name"` // in [model], and after model. in a path
	Default  string `json:"default"`
	Range    string `json:"range,omitempty"` // outside which no value is taken; "": any
	Evidence string `json:"evidence"`

	unit unit
}

// Constants lists the constants of the model that a pack may set, in the order of
// the fields of [model.Params].
func Constants() []Constant {
	var all []Constant
	fields := reflect.TypeFor[model.Params]()
	for i := range fields.NumField() {
		tag := fields.Field(i).Tag
		all = append(all, Constant{
			Name: tag.Get("toml"), Default: tag.Get("default"), Range: tag.Get("range"), Evidence: tag.Get("evidence"),
			unit: paramUnit(fields.Field(i).Type).orNeutral(tag.Get("default")),
		})
	}
	return all
}

// Defaults returns the constants of the model that a pack has when it sets none.
func Defaults() model.Params {
	var p model.Params
	fields := reflect.ValueOf(&p).Elem()
	for i, constant := range Constants() {
		fields.Field(i).SetInt(constant.unit.fallback)
	}
	return p
}

// params reads [model] over the defaults.
func (c *compiler) params() {
	t := &table{c: c, node: &node{form: tableForm, file: c.root.file, end: -1}, path: "model"}
	if n := c.root.get("model"); n != nil {
		t = c.table(n, "model", n.file.cited)
	}
	fields := reflect.ValueOf(&c.sc.Params).Elem()
	for i, constant := range Constants() {
		if t.node.get(constant.Name) == nil {
			c.cite("model."+constant.Name, constant.Default, constant.Evidence, constant.Range)
		}
		fields.Field(i).SetInt(t.quantity(constant.Name, constant.unit.spanning(constant.Range)))
	}
	t.done()
}

// spanning narrows the bounds of a unit to a range such as "2 h..24 h"; "" leaves
// them.
func (u unit) spanning(span string) unit {
	low, high, ok := strings.Cut(span, "..")
	if !ok {
		return u
	}
	return u.within(low, high, "between "+low+" and "+high+", the range of the constant")
}

// paramUnit is the unit of a constant of a type.
func paramUnit(t reflect.Type) unit {
	switch t {
	case reflect.TypeFor[model.Tick]():
		return duration
	case reflect.TypeFor[fixed.Num]():
		return factor
	}
	return count
}
