using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class DefaultValueAnalyzerTests
{
    [Fact]
    public Task WhenAnInitializerBreaksItsRuleTheInitializerIsMarked() => Verify.Reports(
        "GEN014",
        """
        using System.ComponentModel.DataAnnotations;
        using Gen;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X
        {
            const int Few = 50;
            [Range(100, 1_000)] public int Words { get; init; } = [|Few + 1|];
            [Range(0.0, 1.0, MinimumIsExclusive = true)] public double Rate { get; init; } = [|0|];
            [StringLength(3)] public string Name { get; init; } = [|"long"|];
            [RegularExpression("[a-z]+")] public string Word { get; init; } = [|"A"|];
            [AllowedValues("adam", "sgd")] public string Optimizer { get; init; } = [|"adma"|];
            [DeniedValues(Side.Left)] public Side Side { get; init; } = [|Side.Left|];
            [Range(1, 3, ErrorMessage = "one to three, please")] public decimal Price { get; init; } = [|-1m|];
            [MinLength(1)] public string? Path { get; init; } = [|""|];
            [Main] void Run() { }
        }
        enum Side { Left, Right }
        """,
        "The default of entry 'words', Few + 1, breaks its [Range]: must be from 100 to 1000",
        "The default of entry 'rate', 0, breaks its [Range]: must be more than 0 and at most 1",
        "The default of entry 'name', \"long\", breaks its [StringLength]: must have at most 3 characters",
        "The default of entry 'word', \"A\", breaks its [RegularExpression]: must match [a-z]+",
        "The default of entry 'optimizer', \"adma\", breaks its [AllowedValues]: must be one of adam, sgd",
        "The default of entry 'side', Side.Left, breaks its [DeniedValues]: must be none of Left",
        "The default of entry 'price', -1m, breaks its [Range]: one to three, please",
        "The default of entry 'path', \"\", breaks its [MinLength]: must have at least 1 character");

    [Fact]
    public Task WhenThereIsNoInitializerTheTypesDefaultCounts() => Verify.Reports(
        "GEN014",
        """
        using System.ComponentModel.DataAnnotations;
        using Gen;
        [Config] public class Block { [Range(1, 3)] public int [|A|] { get; init; } }
        [Experiment("x")] partial class X
        {
            public Block B { get; init; } = new();
            [Range(0.1, 1.0)] public double [|Rate|] { get; set; }
            [AllowedValues("a")] public string? [|Name|] { get; init; }
            [AllowedValues(true)] public bool [|On|] { get; init; }
        }
        """,
        "The default of entry 'a', 0, breaks its [Range]: must be from 1 to 3",
        "The default of entry 'rate', 0, breaks its [Range]: must be from 0.1 to 1",
        "The default of entry 'name', null, breaks its [AllowedValues]: must be one of a",
        "The default of entry 'on', False, breaks its [AllowedValues]: must be one of true");

    [Fact]
    public Task WhenTheDefaultFitsOrIsNotKnownNothingIsReported() => Verify.Accepts(
        """
        using System.ComponentModel.DataAnnotations;
        using Gen;
        [Experiment("x")] partial class X
        {
            [Range(100, 1_000)] public int Words { get; init; } = 100;
            [Range(1, 9)] public int? Maybe { get; init; }
            [Range(1, 9)] public int Steps { get => field > 0 ? field : Words / 100; init; }
            [Range(1, 9)] public int Derived => Words;
            [Range(1, 9)] public int Made { get; init; } = Environment.ProcessorCount;
            [Required] public string Path { get; init; } = "";
            [Required] public string Other { get; init; } = null!;
            [Required] public string? Third { get; init; }
            [StringLength(3)] public string? Name { get; init; }
            [MinLength(1)] public int[] Layers { get; init; } = [];
        }
        [Experiment("y")] partial class Y
        {
            public Y() => Epochs = 3;
            [Range(1, 9)] public int Epochs { get; init; }
        }
        class NotMine { [Range(1, 9)] public int Epochs { get; init; } }
        """);
}
