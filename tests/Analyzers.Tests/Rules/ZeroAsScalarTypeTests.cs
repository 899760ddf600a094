using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class ZeroAsScalarTypeTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";

    [Fact]
    public Task ZeroConvertedToScalarType_IsReported() => Verify.Reports(
        RuleIds.ZeroAsScalarType,
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
        "The literal 0 is not an axis but ScalarType 'uint8', so all elements are added as bytes. Write 'sum(dim: 0)'.",
        "The literal 0 is not an axis but ScalarType 'uint8', so all elements are multiplied as bytes. Write 'prod(dim: 0)'.",
        "The literal 0 is not an axis but ScalarType 'uint8', so all elements are added as bytes. Write 'sum(input, dim: 0)'.",
        "The literal 0 is not an axis but ScalarType 'uint8', so all elements are added as bytes. Write 'sum(dim: 0)'.",
        "The literal 0 is converted to 'ScalarType?' and means 'uint8'. Write 'uint8' if that is intended, or name the parameter.",
        "The literal 0 is converted to 'ScalarType?' and means 'uint8'. Write 'uint8' if that is intended, or name the parameter.",
        "The literal 0 is not an axis but ScalarType 'uint8', so all elements are added as bytes. Write 'sum(dim: 0)'.");

    [Fact]
    public Task AxisOrExplicitType_IsAccepted() => Verify.Accepts(
        Usings + """
        class Plain
        {
            Tensor A(Tensor x, int axis) => x.sum(dim: 0) + x.sum(1) + x.sum(axis) + x.sum(0L) + x.sum(0, 1) + x.sum([0]);
            Tensor B(Tensor x) => x.sum(uint8) + x.sum((ScalarType)0) + x.sum(type: null) + x.sum() + x.prod(ScalarType.Byte);
            Tensor C(Tensor x) => torch.sum(x, dim: 0) + x.mean([0]) + x.cumsum(0);
        }
        """);

    [Fact]
    public Task Fix_NamesParameter() => VerifyFix.Fixes(
        RuleIds.ZeroAsScalarType,
        Usings + "class C { Tensor A(Tensor x) => x.sum(/* rows */ 0 /* all */); }",
        Usings + "class C { Tensor A(Tensor x) => x.sum(/* rows */ dim: 0 /* all */); }",
        title: "Use 'dim: 0'");

    [Fact]
    public Task FixAll_InThreeProjects() => VerifyFix.FixesAll(
        RuleIds.ZeroAsScalarType,
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
    public Task NoFix_WhereNoOverloadTakesAnAxis() => VerifyFix.OffersNothing(
        RuleIds.ZeroAsScalarType, Usings + "class C { Tensor A(Tensor x) => x.cumsum(1, 0) + x.sum(1, false, 0); }");
}
