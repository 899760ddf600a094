using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

public class ProcessEndingCallAnalyzerTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";
    private const string MatMul = "'matmul' ends the process if the shapes do not match; use 'mm' or 'bmm'";

    [Fact]
    public Task Matmul_OfUnknownTensors_IsReported() => Verify.Reports(
        "GEN026",
        Usings + """
        class Plain
        {
            Tensor A(Tensor x, Tensor y) => x.[|matmul|](y) + torch.[|matmul|](x, y) + [|matmul|](target: y, input: x);
            Tensor? B(Tensor? x, Tensor y) => x?.t().[|matmul|](y);
            Tensor C(Tensor x) { try { return x.[|matmul|](x); } catch { return x; } }
            Func<Tensor, Tensor, Tensor> D(Tensor x) => x.numel() > 1 ? torch.[|matmul|] : [|matmul|];
        }
        """,
        [.. Enumerable.Repeat(MatMul, 7)]);

    [Fact]
    public Task Matmul_InAModelAndAMetric_IsReported() => Verify.Reports(
        "GEN026",
        Usings + """
        sealed class Net : nn.Module<Tensor, Tensor>
        {
            private readonly Tensor _weight = ones(3, 2);
            public Net() : base("net") => RegisterComponents();
            public override Tensor forward(Tensor input) => input.[|matmul|](_weight);
        }
        static partial class Mine
        {
            [Metric(Shape = MetricShape.Matrix)] public static Tensor Cross(Tensor yTrue, Tensor yPred) => yTrue.T.[|matmul|](yPred);
        }
        """,
        MatMul,
        MatMul);

    [Fact]
    public Task Matmul_WhoseRanksAreSeen_NamesTheProduct() => Verify.Reports(
        "GEN026",
        Usings + """
        class Plain
        {
            Tensor A(Tensor x) => x.view(-1, 3).[|matmul|](ones(3, 2));
            Tensor B(Tensor x, long n) => x.view(n, 2, 3).[|matmul|](x.view(n, 3, 2));
        }
        """,
        "'matmul' ends the process if the shapes do not match; use 'mm'",
        "'matmul' ends the process if the shapes do not match; use 'bmm'");

    [Fact]
    public Task GradAndCumulativeExtremes_AreReported() => Verify.Reports(
        "GEN026",
        Usings + """
        class Plain
        {
            IList<Tensor> A(Tensor y, Tensor x) => autograd.[|grad|]([y], [x]);
            Tensor B(Tensor x, int axis) => x.[|cummax|](axis).values + torch.[|cummin|](x, 1).values + x.[|cummin|](dim: -2).values;
        }
        """,
        "'grad' ends the process if an output does not depend on an input; use 'backward' and read 'grad'",
        "'cummax' ends the process if 'dim' is out of range; check it before the call",
        "'cummin' ends the process if 'dim' is out of range; check it before the call",
        "'cummin' ends the process if 'dim' is out of range; check it before the call");

    [Fact]
    public Task NanMean_IsReportedButInAStreamedMetric() => Verify.Reports(
        "GEN026",
        Usings + """
        static partial class Mine
        {
            [Metric] public static Tensor Mean(Tensor yPred) => yPred.nanmean();
            [Metric, Collect] public static Tensor Rows(Tensor yPred) => yPred.[|nanmean|]();
            public static Tensor Helper(Tensor x) => torch.[|nanmean|](x, 1);
        }
        """,
        "'nanmean' ends the process or throws an exception in every call; divide 'nansum' by the count of numbers",
        "'nanmean' ends the process or throws an exception in every call; divide 'nansum' by the count of numbers");

    [Fact]
    public Task ThreadsOfAConstantBelowOne_AreReported() => Verify.Reports(
        "GEN026",
        Usings + """
        class Plain
        {
            void A(int n) { set_num_threads(n); set_num_threads(1); [|set_num_threads|](0); }
            Action<int> B() => set_num_threads;
        }
        """,
        "'set_num_threads' ends the process if the number is less than 1; give at least 1");

    [Fact]
    public Task CallsThatThrow_AreNotReported() => Verify.Accepts(
        Usings + """
        class Plain
        {
            Tensor A(Tensor x, Tensor y) => x.mm(y) + torch.bmm(x, y) + x.mv(y) + x.dot(y) + einsum("ij,jk->ik", x, y);
            Tensor C(Tensor x, Tensor y) => nn.functional.linear(x, y) + x.cumsum(5) + x.nansum();
            Tensor? B(Tensor loss, Tensor x) { loss.backward(); autograd.backward([loss]); return x.grad; }
        }
        """);

    [Fact]
    public Task CumulativeExtremes_OfAnAxisThatEveryTensorHas_AreNotReported() => Verify.Accepts(
        Usings + "class Plain { Tensor A(Tensor x) => x.cummax(0).values + torch.cummin(x, dim: -1).values; }");

    [Fact]
    public Task MethodsOfOthers_AreNotReported() => Verify.Accepts(
        Usings + """
        class Matrix
        {
            public Matrix matmul(Matrix other) => other;
            public Matrix cummax(long dim) => this;
            public static Matrix grad(Matrix of) => of;
        }
        static class Mine { public static Tensor matmul(this Tensor left, Tensor right, bool check) => check ? left.mm(right) : right; }
        class Plain
        {
            Matrix A(Matrix m) => Matrix.grad(m.matmul(m).cummax(3));
            Tensor B(Tensor x) => x.matmul(x, check: true);
            string C() => nameof(torch.matmul);
        }
        """);

    [Fact]
    public async Task GeneratedCode_IsNotReported() => Assert.Empty(await Verify.Diagnostics(Compiled.With(
        [("Plain.g.cs", "// <auto-generated/>\n#nullable enable\n" + Usings + "class Plain { Tensor A(Tensor x) => x.matmul(x); }")])));
}
