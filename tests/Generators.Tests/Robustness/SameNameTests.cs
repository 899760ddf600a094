using Gen.Generators.Tests.Support;

namespace Gen.Generators.Tests.Robustness;

/// <summary>Two types with the same name, as while typing, are a compiler error and do not crash the generator.</summary>
public class SameNameTests
{
    [Theory]
    [InlineData("record", "class")]
    [InlineData("class", "record")]
    public void ClassAndRecord_SameName_FirstIsGenerated(string first, string second)
    {
        var program = GeneratedProgram.OfBroken($$"""
            using Gen;
            [Experiment("e")] public partial {{first}} E
            {
                public int Epochs { get; init; }
                [Captured] int F(int epochs) => epochs;
                [Main] int Train() => F();
            }
            [Experiment("e")] public partial {{second}} E
            {
                public int Steps { get; init; }
                [Captured] int G(int steps) => steps;
                [Main] int Train() => G();
            }
            """);

        Assert.Contains("epochs", program.Files["E.Experiment.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("steps", program.Files["E.Experiment.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain(program.Problems, p => p.Id == "CS8785");
    }
}
