global using Gen.Generators.Tests.Support;
global using Xunit;
