// Package raster paints a display list into an image, in plain Go. It needs no
// display: golden pictures, the pictures in reports and thumbnails come from
// it.
package raster
