using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class SearchSpaceTests
{
    private static string Program(string members) => $$"""
        using System.ComponentModel.DataAnnotations; using Gen; using System.Collections.Generic;
        return await X.RunAsync(args);
        enum Shade { Light, Dark }
        [Config] sealed class Inner { [Range(1, 9)] public int Width { get; init; } = 1; }
        [Experiment("x")] partial class X
        {
            [Range(1, 100)] public int Rounds { get; init; } = 3;
            public double Rate { get; init; } = 0.1;
            public float Momentum { get; init; }
            [AllowedValues("a", "b")] public string Name { get; init; } = "a";
            public string? Path { get; init; }
            public Shade Shade { get; init; }
            public IReadOnlyList<int> Layers { get; init; } = [1];
            public Inner Inner { get; init; } = new();
            public int Total => Rounds * 2;
            [NamedConfig] public sealed class Quick { public int Rounds => 1; }
            [SearchSpace] public sealed class Tuning
            {
        {{members}}
            }
            [Main] double Run() => 0;
        }
        [NamedConfig<X>] public sealed class Slow { public int Rounds => 9; }
        """;

    [Fact]
    public Task FittingValues_AreAccepted() => Verify.Accepts(Program("""
        public Choice<int> Rounds => new(1, 50, 100);
        public Interval<double> Rate => Interval.Log(1e-4, 1e-1);
        public Interval<float> Momentum { get; } = new(0f, 0.9f);
        public Choice<string> Name { get => new("a", "b"); }
        public Choice<string?> Path => new("x", null);
        public Choice<Shade> Shade => new(global::Shade.Light, global::Shade.Dark);
        public Choice<IReadOnlyList<int>> Layers => new([1, 2], [3]);
        [FromConfig("inner.width")] public Interval<int> Width => new(1, Limit);
        public NamedConfigs Kind => new("default", "quick", "Slow");
        public int Limit => 9;
        private int Total => 3;
        """));

    [Fact]
    public Task UnknownEntry_SuggestsNearest() => Verify.Reports(
        RuleIds.SearchSpace,
        Program("""
            public Choice<int> [|Round|] => new(1);
            public Choice<int> [|Total|] => new(1);
            public Interval<double> [|Temperature|] => new(1, 2);
            [FromConfig([|"inner.widht"|])] public Choice<int> W => new(1);
            """),
        "Search space 'Tuning' varies 'Round', but 'X' has no such entry. Did you mean 'Rounds'?",
        "Search space 'Tuning' cannot vary 'Total' because entry 'total' of 'X' is derived from other entries",
        "Search space 'Tuning' varies 'Temperature', but 'X' has no such entry. Its entries are Layers, Momentum, Name, Path, Rate, Rounds, "
            + "Seed, Shade.",
        "Search space 'Tuning' varies 'inner.widht', but 'X' has no such entry. Did you mean 'inner.width'?");

    [Fact]
    public Task OtherType_IsReported() => Verify.Reports(
        RuleIds.SearchSpace,
        Program("""
            public Choice<double> [|Rounds|] => new(1);
            public Interval<int> [|Rate|] => new(1, 2);
            public Interval<double> [|Name|] => new(1, 2);
            public Choice<string?> [|Shade|] => new("a");
            public int[] [|Momentum|] => [1];
            public string [|Path|] => "x";
            """),
        "Property 'Rounds' of search space 'Tuning' has type 'Choice<double>', but entry 'rounds' has type 'int'",
        "Property 'Rate' of search space 'Tuning' has type 'Interval<int>', but entry 'rate' has type 'double'",
        "Property 'Name' of search space 'Tuning' has type 'Interval<double>', but entry 'name' has type 'string'",
        "Property 'Shade' of search space 'Tuning' has type 'Choice<string?>', but entry 'shade' has type 'Shade'",
        "Property 'Momentum' of search space 'Tuning' varies nothing because its type is 'float'. It must be 'Choice<float>' or "
            + "'Interval<float>'.",
        "Property 'Path' of search space 'Tuning' varies nothing because its type is 'string?'. It must be 'Choice<string?>'.");

    [Fact]
    public Task WrongValues_AreReported() => Verify.Reports(
        RuleIds.SearchSpace,
        Program("""
            public Choice<int> Rounds => new(0 + 1, [|101|], [|1|]);
            public Choice<string> Name => new("a", [|"c"|]);
            public Choice<Shade> Shade => [|new()|];
            public Interval<double> Rate => Interval.Log([|0.0|], 1);
            public Interval<float> Momentum => new(1, [|0.5f|]);
            [FromConfig("inner.width")] public Interval<int> Width => new(1, [|10|]);
            public NamedConfigs Kind => new("default", [|"quik"|]);
            [FromConfig("ROUNDS")] public Choice<int> [|Again|] => new(1);
            public NamedConfigs [|Second|] => new("quick");
            public int Helper => 3;
            """),
        "Value 101 of 'Rounds' violates [Range] of entry 'rounds': must be from 1 to 100",
        "Value 1 of 'Rounds' is there twice",
        "Value \"c\" of 'Name' violates [AllowedValues] of entry 'name': must be one of a, b",
        "Property 'Shade' of search space 'Tuning' has no values",
        "The range of 'Rate' must be above 0, where it has logarithms, but begins at 0.0",
        "The range of 'Momentum' is empty because 1 is not below 0.5f",
        "Value 10 of 'Width' violates [Range] of entry 'inner.width': must be from 1 to 9",
        "'X' has no named config 'quik'. Did you mean 'quick'?",
        "Property 'Again' of search space 'Tuning' varies what 'Rounds' varies already",
        "Property 'Second' of search space 'Tuning' varies what 'Kind' varies already");

    [Theory]
    [InlineData(
        "public Choice<int> Rounds => new Choice<int>(1, [|1|]);",
        "Value 1 of 'Rounds' is there twice")]
    [InlineData(
        "public Choice<int> Rounds => new([1, [|1|]]);",
        "Value 1 of 'Rounds' is there twice")]
    [InlineData(
        "public Choice<int> Rounds => new(new[] { 1, [|1|] });",
        "Value 1 of 'Rounds' is there twice")]
    [InlineData(
        "public Choice<int> Rounds { get { return new(1, [|500|]); } }",
        "Value 500 of 'Rounds' violates [Range] of entry 'rounds': must be from 1 to 100")]
    [InlineData(
        "public Choice<int> Rounds { get; } = new(1, [|500|]);",
        "Value 500 of 'Rounds' violates [Range] of entry 'rounds': must be from 1 to 100")]
    [InlineData(
        "public Choice<int> Rounds => [|new Choice<int>()|];",
        "Property 'Rounds' of search space 'Tuning' has no values")]
    [InlineData(
        "public Choice<int> Rounds => [|new([])|];",
        "Property 'Rounds' of search space 'Tuning' has no values")]
    [InlineData(
        "public Interval<double> Rate => Interval.Log(high: 1, low: [|-1.0|]);",
        "The range of 'Rate' must be above 0, where it has logarithms, but begins at -1.0")]
    [InlineData(
        "public Interval<double> Rate => new([|0|], 1) { IsLog = true };",
        "The range of 'Rate' must be above 0, where it has logarithms, but begins at 0")]
    [InlineData(
        "public Interval<double> Rate => new(0, [|double.NaN|]);",
        "The range of 'Rate' has the end double.NaN, which is not finite")]
    [InlineData(
        "public Interval<double> Rate => new([|double.NegativeInfinity|], 0);",
        "The range of 'Rate' has the end double.NegativeInfinity, which is not finite")]
    [InlineData(
        "public Interval<int> Rounds => new Interval<int>(5, [|5|]);",
        "The range of 'Rounds' is empty because 5 is not below 5")]
    [InlineData(
        "public Choice<double> [|Shade|] { get { return new(1); } }",
        "Property 'Shade' of search space 'Tuning' has type 'Choice<double>', but entry 'shade' has type 'Shade'")]
    public Task OtherFormsOfValues_AreReported(string property, string message) =>
        Verify.Reports(RuleIds.SearchSpace, Program(property), message);

    [Theory]
    [InlineData("public sealed class [|Tuning|] { }")]
    [InlineData("public sealed class [|Tuning|] { public int Limit => 3; }")]
    public Task SpaceThatVariesNothing_IsReported(string space) => Verify.Reports(
        RuleIds.SearchSpace,
        $$"""
        return await X.RunAsync(args);
        [Experiment("x")] partial class X { public int Rounds { get; init; } [SearchSpace] {{space}} [Main] double Run() => 0; }
        """,
        "Search space 'Tuning' varies nothing. Its properties must be of type Choice<T>, Interval<T> or NamedConfigs.");

    [Theory]
    [InlineData("public Choice<int> Round => new(1);", "public Choice<int> Rounds => new(1);")]
    [InlineData("public Choice<long> Rounds => new(1); // why", "public Choice<int> Rounds => new(1); // why")]
    [InlineData("public Interval<int> Rate => new(1, 2);", "public Interval<double> Rate => new(1, 2);")]
    [InlineData("public NamedConfigs Kind => new(\"default\", \"quik\");", "public NamedConfigs Kind => new(\"default\", \"quick\");")]
    public Task Fix_UsesEntryOrNearestName(string property, string expected) =>
        VerifyFix.Fixes(RuleIds.SearchSpace, Program(property), Program(expected));

    private static string Kinds(string members) => $$"""
        using System.ComponentModel.DataAnnotations; using Gen;
        return await X.RunAsync(args);
        [Config] public abstract record Step
        {
            public double Rate { get; init; }
            public sealed record Sgd : Step { [Range(0.0, 1.0)] public double Momentum { get; init; } }
            public sealed record Adam : Step { public double Beta { get; init; } }
        }
        public sealed record Own : Step;
        [Experiment("x")] public partial class X
        {
            public Step Step { get; init; } = new Step.Sgd();
            [SearchSpace] public sealed class Tuning
            {
        {{members}}
            }
            [Main] double Run() => 0;
        }
        """;

    [Theory]
    [InlineData("public Choice<string> Step => new(\"sgd\", \"Adam\");")]
    [InlineData("public Choice<Step> Step => new(new Step.Sgd { Momentum = 0.9 }, new Step.Adam());")]
    [InlineData("public Choice<Step.Sgd> Step => new(new Step.Sgd(), new() { Momentum = 0.9 });")]
    [InlineData("[FromConfig(\"step.kind\")] public Choice<string> S => new(\"sgd\");")]
    [InlineData("[FromConfig(\"step.momentum\")] public Interval<double> M => new(0, 1);")]
    [InlineData("[FromConfig(\"step.rate\")] public Interval<double> R => new(0, 1);")]
    public Task KindsOfABlock_AreAccepted(string member) => Verify.Accepts(Kinds(member));

    [Theory]
    [InlineData("public Choice<string> Step => new(\"sgd\", [|\"adma\"|]);", "Block 'step' has no kind 'adma'. Did you mean 'adam'?")]
    [InlineData("public Choice<Step> Step => new([|new Own()|], new Step.Adam());", "Block 'step' has no kind 'Own'. They are Sgd, Adam.")]
    [InlineData(
        "public Choice<int> [|Step|] => new(1);",
        "Property 'Step' of search space 'Tuning' has type 'Choice<int>', but 'step' is a block of several kinds, which 'Choice<Step>' or "
            + "'Choice<string>' varies")]
    [InlineData(
        "public Step [|Step|] => new Step.Adam();",
        "Property 'Step' of search space 'Tuning' varies nothing because its type is 'Step'. It must be 'Choice<Step>'.")]
    [InlineData(
        "public Choice<string> [|Stap|] => new(\"sgd\");",
        "Search space 'Tuning' varies 'Stap', but 'X' has no such entry. Did you mean 'Step'?")]
    [InlineData(
        "[FromConfig([|\"step.momentun\"|])] public Interval<double> M => new(0, 1);",
        "Search space 'Tuning' varies 'step.momentun', but 'X' has no such entry. Did you mean 'step.momentum'?")]
    [InlineData(
        "[FromConfig(\"step.momentum\")] public Interval<double> M => new(0, [|1.5|]);",
        "Value 1.5 of 'M' violates [Range] of entry 'step.momentum': must be from 0 to 1")]
    [InlineData(
        "[FromConfig(\"step.momentum\")] public Choice<string> [|M|] => new(\"a\");",
        "Property 'M' of search space 'Tuning' has type 'Choice<string>', but entry 'step.momentum' has type 'double'")]
    public Task MistakesOfKinds_AreReported(string member, string message) =>
        Verify.Reports(RuleIds.SearchSpace, Kinds(member), message);

    [Fact]
    public Task Fix_UsesNearestKind() => VerifyFix.Fixes(
        RuleIds.SearchSpace,
        Kinds("public Choice<string> Step => new(\"sgd\", \"adma\");"),
        Kinds("public Choice<string> Step => new(\"sgd\", \"adam\");"));
}
