namespace Gen.Analyzers.Tests.CodeFixes;

public class ZeroAsTypeFixTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task WhenAnAxisIsTakenForATypeItIsNamed() => VerifyFix.Fixes(
        "GEN024",
        Usings + "class C { Tensor A(Tensor x) => x.sum(/* rows */ 0 /* all */); }",
        Usings + "class C { Tensor A(Tensor x) => x.sum(/* rows */ dim: 0 /* all */); }",
        title: "Write 'dim: 0'");

    [Fact]
    public Task WhenThreeProjectsHaveSuchZerosFixAllMendsThem() => VerifyFix.FixesAll(
        "GEN024",
        $$"""
        //// Lib/A.cs
        {{Usings}}public class A
        {
            const int Axis = 0;
            Tensor X(Tensor x) => x.prod(0) + torch.sum(x, 0) + x.sum(0).sum(type: 0);
            Tensor Y(Tensor x) => x.sum(Axis).sum(
                0);
        }
        //// App/B.cs
        {{Usings}}class B { Tensor X(Tensor x) => x.sum(x.prod(0).sum(0).shape[0]); }
        //// Tools/C.cs
        {{Usings}}class C { Tensor X(Tensor x) => torch.prod(x, 0); }
        """,
        $$"""
        //// Lib/A.cs
        {{Usings}}public class A
        {
            const int Axis = 0;
            Tensor X(Tensor x) => x.prod(dim: 0) + torch.sum(x, dim: 0) + x.sum(dim: 0).sum(dim: 0);
            Tensor Y(Tensor x) => x.sum(dim: Axis).sum(
                dim: 0);
        }
        //// App/B.cs
        {{Usings}}class B { Tensor X(Tensor x) => x.sum(x.prod(dim: 0).sum(dim: 0).shape[0]); }
        //// Tools/C.cs
        {{Usings}}class C { Tensor X(Tensor x) => torch.prod(x, dim: 0); }
        """);

    [Fact]
    public Task WhenAWholeNumberHasNoPlaceThereNothingIsOffered() => VerifyFix.OffersNothing(
        "GEN024", Usings + "class C { Tensor A(Tensor x) => x.cumsum(1, 0) + x.sum(1, false, 0); }");
}
