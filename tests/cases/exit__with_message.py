import sys

print("to stdout")
print("to stderr", file=sys.stderr)
sys.stdout.write("written\n")
sys.stderr.write("written too\n")
try:
    raise SystemExit("the message goes to stderr, the status is 1")
finally:
    print("clean up")
