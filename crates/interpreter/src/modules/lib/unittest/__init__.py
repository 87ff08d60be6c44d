from unittest.async_case import IsolatedAsyncioTestCase
from unittest.case import (FunctionTestCase, SkipTest, TestCase, addModuleCleanup, doModuleCleanups, enterModuleContext,
                           expectedFailure, skip, skipIf, skipUnless)
from unittest.main import (TestLoader, TestProgram, defaultTestLoader, findTestCases, getTestCaseNames, main, makeSuite)
from unittest.runner import (TestResult, TextTestResult, TextTestRunner, installHandler, registerResult, removeHandler,
                             removeResult)
from unittest.suite import BaseTestSuite, TestSuite

__all__ = ["TestResult", "TestCase", "IsolatedAsyncioTestCase", "TestSuite", "TextTestRunner", "TestLoader",
           "FunctionTestCase", "main", "defaultTestLoader", "SkipTest", "skip", "skipIf", "skipUnless",
           "expectedFailure", "TextTestResult", "installHandler", "registerResult", "removeResult", "removeHandler",
           "addModuleCleanup", "getTestCaseNames", "makeSuite", "findTestCases", "doModuleCleanups",
           "enterModuleContext"]
