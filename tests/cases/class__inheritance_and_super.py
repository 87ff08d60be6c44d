class Animal:
    legs = 4

    def __init__(self, name):
        self.name = name

    def speak(self):
        return "..."

    def __str__(self):
        return f"{type(self).__name__} {self.name} says {self.speak()}"


class Dog(Animal):
    def speak(self):
        return "woof"


class Puppy(Dog):
    def __init__(self, name, months):
        super().__init__(name)
        self.months = months

    def speak(self):
        return super().speak() + "?" * self.months


class Left:
    def who(self):
        return ["Left"]


class Base(Left):
    def who(self):
        return ["Base"] + super().who()


class Other(Left):
    def who(self):
        return ["Other"] + super().who()


class Both(Base, Other):
    def who(self):
        return ["Both"] + super().who()


for animal in (Animal("Generic"), Dog("Rex"), Puppy("Bo", 2)):
    print(animal)
print(Both().who(), [c.__name__ for c in Both.__mro__])
print(isinstance(Puppy("x", 1), Animal), issubclass(Dog, (int, Animal)), type(Dog("y")) is Animal)
rex = Dog("Rex")
rex.legs = 3
print(rex.legs, Dog.legs, vars(rex), hasattr(rex, "tail"), getattr(rex, "tail", "none"))
del rex.legs
print(rex.legs, Dog.__name__, Dog.__bases__[0].__name__, rex.speak.__name__)
try:
    rex.fly()
except AttributeError as error:
    print(error)
try:
    Puppy("only a name")
except TypeError as error:
    print(error)
