import argparse

parser = argparse.ArgumentParser(description="Needs a word.")
parser.add_argument("word")
parser.add_argument("--times", type=int, required=True)
parser.parse_args()
