using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class UninferableTypeParameterTests
{
    [Fact]
    public Task TypeParameterOnlyInFilledParameters_IsReported() =>
        Verify.Reports(
            RuleIds.UninferableTypeParameter,
            """
            using Gen;
            [Experiment("x")] partial class X
            {
                public int Epochs { get; init; }
                [Captured] int F<[|T|], TKept>(T epochs, TKept other, int size) => 1;
            }
            static class Models { [Captured<X>] public static int Build<[|TEpochs|]>(TEpochs epochs, Run run) => 1; }
            """,
            "Type parameter 'T' of 'F' cannot be inferred because it occurs only in parameters that the config fills: 'epochs'",
            "Type parameter 'TEpochs' of 'Build' cannot be inferred because it occurs only in parameters that the config fills: 'epochs', "
            + "'run'"
        );

    [Fact]
    public Task Error_ShowsBesideFailingCall() =>
        Verify.ReportsBeside(
            ["CS7036"],
            RuleIds.UninferableTypeParameter,
            """
            using Gen;
            return await X.RunAsync(args);
            [Experiment("x")] partial class X
            {
                public int Epochs { get; init; }
                [Captured] int F<[|T|]>(T epochs) => 1;
                [Main] int Run() => F();
            }
            """,
            "Type parameter 'T' of 'F' cannot be inferred because it occurs only in parameters that the config fills: 'epochs'"
        );

    [Fact]
    public Task TypeParameterInKeptParameterOrNone_IsAccepted() => Verify.Accepts(
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            [Captured] T F<T>(List<T[]> other, int epochs) => other[0][0];
            [Captured] T G<T>(int epochs) where T : new() => new();
            [Main] int Run() => F(new List<int[]>()) + G<int>();
        }
        """);
}
