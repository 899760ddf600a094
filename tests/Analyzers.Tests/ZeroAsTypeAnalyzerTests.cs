using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class ZeroAsTypeAnalyzerTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task WhenAnAxisIsTakenForATypeTheZeroIsMarked() => Verify.Reports(
        "GEN024",
        Usings + """
        class Plain
        {
            Tensor A(Tensor x) => x.sum([|0|]);
            Tensor B(Tensor x) => x.prod([|0|]) + torch.sum(x, [|0|]);
            Tensor C(Tensor x) => x.sum(type: [|0|]);
            Tensor D(Tensor x) => x.cumsum(1, [|0|]) + x.sum(1, false, [|0|]);
            const int Axis = 0;
            Tensor E(Tensor x) => x.sum([|Axis|]);
        }
        """,
        "The 0 is not an axis here: C# takes it for the type uint8, so that 'sum' adds everything as bytes; write 'sum(dim: 0)'",
        "The 0 is not an axis here: C# takes it for the type uint8, so that 'prod' multiplies everything as bytes; write 'prod(dim: 0)'",
        "The 0 is not an axis here: C# takes it for the type uint8, so that 'sum' adds everything as bytes; write 'sum(input, dim: 0)'",
        "The 0 is not an axis here: C# takes it for the type uint8, so that 'sum' adds everything as bytes; write 'sum(dim: 0)'",
        "The 0 is taken for the type uint8: C# converts it to 'ScalarType?'; write 'uint8' if that is meant, else name the parameter that is",
        "The 0 is taken for the type uint8: C# converts it to 'ScalarType?'; write 'uint8' if that is meant, else name the parameter that is",
        "The 0 is not an axis here: C# takes it for the type uint8, so that 'sum' adds everything as bytes; write 'sum(dim: 0)'");

    [Fact]
    public Task WhenItIsAnAxisOrATypeNothingIsReported() => Verify.Accepts(
        Usings + """
        class Plain
        {
            Tensor A(Tensor x, int axis) => x.sum(dim: 0) + x.sum(1) + x.sum(axis) + x.sum(0L) + x.sum(0, 1) + x.sum([0]);
            Tensor B(Tensor x) => x.sum(uint8) + x.sum((ScalarType)0) + x.sum(type: null) + x.sum() + x.prod(ScalarType.Byte);
            Tensor C(Tensor x) => torch.sum(x, dim: 0) + x.mean([0]) + x.cumsum(0);
        }
        """);
}
