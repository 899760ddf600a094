namespace Gen.Generators.Tests.Experiments;

/// <summary>An entry's value that would be another number as the parameter that it fills stops before the run.</summary>
public sealed class ExactConversionTests
{
    [Theory]
    [InlineData("int", "float", "16777216 -16777216 2147483520 -2147483648", "16777217 2147483647 -2147483647")]
    [InlineData("uint", "float", "16777216 4294967040", "16777217 4294967295")]
    [InlineData("long", "float", "16777216 -9223372036854775808 4611686018427387904", "16777217 9223372036854775807")]
    [InlineData("long", "double", "9007199254740992 -9223372036854775808", "9007199254740993 9223372036854775807 -9223372036854775807")]
    [InlineData("ulong", "double", "9007199254740992 9223372036854775808", "9007199254740993 18446744073709551615")]
    [InlineData("ulong", "float", "0 9223372036854775808", "16777217 18446744073709551615")]
    [InlineData("int?", "float?", "null 16777216", "16777217 2147483647")]
    [InlineData("long?", "double?", "null 9007199254740992", "9007199254740993 9223372036854775807")]
    [InlineData("long", "double?", "3", "9223372036854775807")]
    public void Value_ThatDoesNotConvertExactly_StopsBeforeRun(string entry, string parameter, string good, string bad)
    {
        var program = Program(entry, parameter);
        foreach (var value in good.Split(' '))
            program.Parse("E", "x=" + value);
        foreach (var value in bad.Split(' '))
        {
            var message = Assert.Throws<ConfigException>(() => program.Parse("E", "x=" + value)).Message;
            var type = parameter.TrimEnd('?');
            Assert.Equal($"Entry 'x' must convert exactly to {type}, the type of parameter 'x' of 'F', but was {value}.", message);
        }
    }

    [Theory]
    [InlineData("int", "double")]
    [InlineData("int", "long")]
    [InlineData("uint", "double")]
    [InlineData("short", "float")]
    [InlineData("float", "double")]
    [InlineData("long", "decimal")]
    [InlineData("long", "object")]
    public void ExactConversion_EmitsNoCheck(string entry, string parameter) =>
        Assert.DoesNotContain("Validate(", Program(entry, parameter).Files["E.Experiment.g.cs"], StringComparison.Ordinal);

    [Fact]
    public void Methods_WithSameConversion_ShareOneCheck()
    {
        var program = GeneratedProgram.Of("""
            [Config] public class Data { public int Size { get; init; } }
            [Experiment("e")] public partial class E
            {
                public Data? Data { get; init; }
                public int Width { get; init; }
                public long Area => (long)Width * Width;
                [Captured] static float F(float width, float x) => width;
                [Captured] static float G([FromConfig("width")] float? w, double area, [FromCaller] float size) => 0;
                [Command("other")] static void H(float width, [FromConfig("data.size")] float? size) { }
                [Main] static void M(float width) { }
            }
            """);
        Assert.Equal(
            "Entry 'width' must convert exactly to float, the type of parameter 'width' of 'F', but was 2000000001.\n"
                + "Entry 'area' must convert exactly to double, the type of parameter 'area' of 'G', but was 4000000004000000001.\n"
                + "Entry 'data.size' must convert exactly to float, the type of parameter 'size' of 'H', but was 16777217.",
            Assert.Throws<ConfigException>(() => program.Parse("E", "width=2000000001", "data.size=16777217")).Message);
    }

    [Fact]
    public void Methods_OfBaseExperiment_AreChecked()
    {
        var program = GeneratedProgram.Of("""
            [Experiment("a")] public partial class A
            {
                public int Size { get; init; }
                [Captured] public float F(float size) => size;
            }
            [Experiment("b")] public partial class B : A { [Main] float M() => F(); }
            """);
        Assert.Throws<ConfigException>(() => program.Parse("B", "size=16777217"));
    }

    [Fact]
    public void Run_WithConfigByCode_Stops()
    {
        var program = GeneratedProgram.Of("""
            [Experiment("e")] public partial class E { public int X { get; init; } [Main] float M(float x) => x; }
            public static class T { public static float Run(int x) => E.RunAsync(new E { X = x }, Quiet.Options).Result.Result; }
            """);
        Assert.Equal(16777216f, program.Call("T.Run", 16777216));
        var thrown = Assert.Throws<AggregateException>(() => program.Call("T.Run", 16777217));
        Assert.IsType<ConfigException>(thrown.InnerException);
    }

    private static GeneratedProgram Program(string entry, string parameter) => GeneratedProgram.Of($$"""
        [Experiment("e")] public partial class E
        {
            public {{entry}} X { get; init; }
            [Captured] static int F({{parameter}} x) => 1;
            [Main] int M() => F();
        }
        """);
}
