package desktop_test

import (
	"encoding/binary"
	"io"
	"net"
)

// askToClose sends a window what a window manager sends when its user closes it
// (ICCCM 4.2.8.1), in the bytes of the X11 protocol.
func askToClose(socket string, window uint32) error {
	conn, err := net.Dial("unix", socket)
	if err != nil {
		return err
	}
	defer conn.Close()
	x := &xclient{conn: conn}
	x.greet()
	protocols, deletion := x.atom("WM_PROTOCOLS"), x.atom("WM_DELETE_WINDOW")
	const clientMessage, words32 = 33, 32
	event := make([]byte, 32)
	event[0], event[1] = clientMessage, words32
	binary.LittleEndian.PutUint32(event[4:], window)
	binary.LittleEndian.PutUint32(event[8:], protocols)
	binary.LittleEndian.PutUint32(event[12:], deletion)
	x.send(window, event)
	return x.err
}

// xclient speaks as much X11 as it takes to close a window.
type xclient struct {
	conn  net.Conn
	reply [32]byte
	err   error // the first failure; nothing is done after it
}

// greet opens the connection: little-endian, protocol 11.0, no authorisation.
func (x *xclient) greet() {
	x.write([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	x.read(x.reply[:8])
	if x.err == nil {
		_, x.err = io.CopyN(io.Discard, x.conn, 4*int64(binary.LittleEndian.Uint16(x.reply[6:])))
	}
}

// atom returns the number of a name.
func (x *xclient) atom(name string) uint32 {
	const internAtom, head = 16, 8
	request := make([]byte, head+(len(name)+3)/4*4)
	request[0] = internAtom
	binary.LittleEndian.PutUint16(request[2:], uint16(len(request)/4))
	binary.LittleEndian.PutUint16(request[4:], uint16(len(name)))
	copy(request[head:], name)
	x.write(request)
	x.read(x.reply[:])
	return binary.LittleEndian.Uint32(x.reply[8:])
}

// send sends an event to a window and waits until the server has done so.
func (x *xclient) send(window uint32, event []byte) {
	const sendEvent, getInputFocus = 25, 43
	request := make([]byte, 12)
	request[0] = sendEvent
	binary.LittleEndian.PutUint16(request[2:], uint16((len(request)+len(event))/4))
	binary.LittleEndian.PutUint32(request[4:], window)
	x.write(append(request, event...))
	x.write([]byte{getInputFocus, 0, 1, 0}) // its reply comes after the event
	x.read(x.reply[:])
}

func (x *xclient) write(b []byte) {
	if x.err == nil {
		_, x.err = x.conn.Write(b)
	}
}

func (x *xclient) read(b []byte) {
	if x.err == nil {
		_, x.err = io.ReadFull(x.conn, b)
	}
}
