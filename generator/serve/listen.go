package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Listener is a server that has its port.
type Listener struct {
	*Server
	listener net.Listener
	everyone bool
}

// Listen takes the port of an address such as localhost:8080. A host that is
// left out means every address of the machine.
func Listen(address string) (*Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("no host and port: %q\n  hint: write localhost:8080", address)
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w\n  hint: another preview may be running; choose another port, such as --listen localhost:8081", address, err)
	}
	bound := l.Addr().(*net.TCPAddr).IP
	own := func(ip string) bool { return bound.IsUnspecified() || bound.Equal(net.ParseIP(ip)) }
	if net.ParseIP(host) != nil {
		host = ""
	}
	return &Listener{New(host, own), l, !bound.IsLoopback()}, nil
}

// Address returns the URL that a browser finds the server under.
func (l *Listener) Address() string {
	at := l.listener.Addr().(*net.TCPAddr)
	host := at.IP.String()
	switch {
	case l.host != "":
		host = l.host
	case at.IP.IsUnspecified() || at.IP.IsLoopback() && at.IP.To4() != nil:
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, fmt.Sprint(at.Port))
}

// Everyone reports whether other machines reach the server.
func (l *Listener) Everyone() bool { return l.everyone }

// Run answers until ctx is done, and then frees the port.
func (l *Listener) Run(ctx context.Context) error {
	h := &http.Server{
		Handler:           l.Server,
		ReadHeaderTimeout: 10 * time.Second,
		// A page that is followed ends with ctx, or Shutdown would wait for it.
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	failed := make(chan error, 1)
	go func() { failed <- h.Serve(l.listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("the preview has stopped: %w", err)
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := h.Shutdown(last); errors.Is(err, context.DeadlineExceeded) {
		return h.Close()
	} else if err != nil {
		return fmt.Errorf("cannot end the preview: %w", err)
	}
	return nil
}
