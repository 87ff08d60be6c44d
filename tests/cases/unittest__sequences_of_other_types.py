import unittest


class Sequences(unittest.TestCase):
    def test_same_items(self):
        self.assertSequenceEqual([1, 2], (1, 2))

    def test_other_items(self):
        with self.assertRaises(AssertionError) as caught:
            self.assertSequenceEqual([1, 2], (1, 3))
        print(caught.exception)


print(unittest.main(exit=False, argv=["tests"]).result.wasSuccessful())
