package scenarios

import (
	"reflect"

	"tabletop/engine/fixed"
	"tabletop/engine/model"
)

// params reads [model] over the defaults that stand at the fields of
// model.Params.
func (c *compiler) params() {
	t := &table{c: c, node: &node{form: tableForm, file: c.root.file, end: -1}, path: "model"}
	if n := c.root.get("model"); n != nil {
		t = c.table(n, "model", n.file.cited)
	}
	fields := reflect.ValueOf(&c.sc.Params).Elem()
	for i := range fields.NumField() {
		tag := fields.Type().Field(i).Tag
		key := tag.Get("toml")
		u := paramUnit(fields.Field(i).Type()).orNeutral(tag.Get("default"))
		if t.node.get(key) == nil {
			c.cite("model."+key, tag.Get("default"), tag.Get("evidence"), tag.Get("range"))
		}
		fields.Field(i).SetInt(t.quantity(key, u))
	}
	t.done()
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
