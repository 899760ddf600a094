using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class ProcessTerminatingCallTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch;\n";
    private const string MatMul = "'matmul' terminates the process if the shapes do not match. Use 'mm' or 'bmm'.";

    [Fact]
    public Task Matmul_OfUnknownTensors_IsReported() => Verify.Reports(
        RuleIds.ProcessTerminatingCall,
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
        RuleIds.ProcessTerminatingCall,
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
    public Task Matmul_OfKnownRanks_NamesReplacement() => Verify.Reports(
        RuleIds.ProcessTerminatingCall,
        Usings + """
        class Plain
        {
            Tensor A(Tensor x) => x.view(-1, 3).[|matmul|](ones(3, 2));
            Tensor B(Tensor x, long n) => x.view(n, 2, 3).[|matmul|](x.view(n, 3, 2));
        }
        """,
        "'matmul' terminates the process if the shapes do not match. Use 'mm'.",
        "'matmul' terminates the process if the shapes do not match. Use 'bmm'.");

    [Fact]
    public Task GradAndCumulativeExtremes_AreReported() => Verify.Reports(
        RuleIds.ProcessTerminatingCall,
        Usings + """
        class Plain
        {
            IList<Tensor> A(Tensor y, Tensor x) => autograd.[|grad|]([y], [x]);
            Tensor B(Tensor x, int axis) => x.[|cummax|](axis).values + torch.[|cummin|](x, 1).values + x.[|cummin|](dim: -2).values;
        }
        """,
        "'grad' terminates the process if an output does not depend on an input. Use 'backward' and read 'grad'.",
        "'cummax' terminates the process if 'dim' is out of range. Check it before the call.",
        "'cummin' terminates the process if 'dim' is out of range. Check it before the call.",
        "'cummin' terminates the process if 'dim' is out of range. Check it before the call.");

    [Fact]
    public Task NanMean_IsReportedOutsideStreamedMetrics() => Verify.Reports(
        RuleIds.ProcessTerminatingCall,
        Usings + """
        static partial class Mine
        {
            [Metric] public static Tensor Mean(Tensor yPred) => yPred.nanmean();
            [Metric, Collect] public static Tensor Rows(Tensor yPred) => yPred.[|nanmean|]();
            public static Tensor Helper(Tensor x) => torch.[|nanmean|](x, 1);
        }
        """,
        "'nanmean' terminates the process or throws an exception in every call. Divide 'nansum' by the number of values.",
        "'nanmean' terminates the process or throws an exception in every call. Divide 'nansum' by the number of values.");

    [Fact]
    public Task SetNumThreads_ConstantBelowOne_IsReported() => Verify.Reports(
        RuleIds.ProcessTerminatingCall,
        Usings + """
        class Plain
        {
            void A(int n) { set_num_threads(n); set_num_threads(1); [|set_num_threads|](0); }
            Action<int> B() => set_num_threads;
        }
        """,
        "'set_num_threads' terminates the process if the number is less than 1. Pass at least 1.");

    [Fact]
    public Task CallsThatThrow_AreAccepted() => Verify.Accepts(
        Usings + """
        class Plain
        {
            Tensor A(Tensor x, Tensor y) => x.mm(y) + torch.bmm(x, y) + x.mv(y) + x.dot(y) + einsum("ij,jk->ik", x, y);
            Tensor C(Tensor x, Tensor y) => nn.functional.linear(x, y) + x.cumsum(5) + x.nansum();
            Tensor? B(Tensor loss, Tensor x) { loss.backward(); autograd.backward([loss]); return x.grad; }
        }
        """);

    [Fact]
    public Task CumulativeExtremes_OfFirstOrLastAxis_AreAccepted() => Verify.Accepts(
        Usings + "class Plain { Tensor A(Tensor x) => x.cummax(0).values + torch.cummin(x, dim: -1).values; }");

    [Fact]
    public Task MethodsOfOtherTypes_AreAccepted() => Verify.Accepts(
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
    public async Task GeneratedCode_IsAccepted() => Assert.Empty(await Verify.Diagnostics(Compiled.With(
        [("Plain.g.cs", "// <auto-generated/>\n#nullable enable\n" + Usings + "class Plain { Tensor A(Tensor x) => x.matmul(x); }")])));

    private const string ModuleUsings =
        "using Gen; using TorchSharp; using TorchSharp.Modules; using static TorchSharp.torch; using static TorchSharp.torch.nn;\n";

    [Theory]
    [InlineData("zeros(2, 3).matmul(ones(3L, 4))")]
    [InlineData("torch.matmul(x.reshape(-1, 3), x.view([3, n]))")]
    [InlineData("matmul(target: x.t().mm(x), input: eye(3))")]
    [InlineData("tensor(new float[,] { { 1 } }).matmul(tensor(new[] { 1f, 2f }).unsqueeze(0))")]
    [InlineData("functional.one_hot(arange(3), 3).to_type(float32).T.matmul(tensor(new[] { 1f }, 1, 1))")]
    [InlineData("(x.view(n, 2) * 2 + zeros(2)).relu().matmul(-randn([2, 2]))")]
    [InlineData("x.flatten(1).matmul(full(2, 2, 0.5))")]
    [InlineData("randint(5, new long[] { 2, 3 }).@float().matmul(rand(3, 2, dtype: float32).cpu().transpose(0, 1))")]
    public Task Fix_MatmulOfMatrices_UsesMm(string product) => Becomes(product, "mm");

    [Theory]
    [InlineData("zeros(2, 3, 4).matmul(ones(2, 4, 5))")]
    [InlineData("torch.matmul(x.view(n, 2, 3), x.reshape(n, -1, 3).transpose(1, 2))")]
    [InlineData("x.view(x.shape[0], 2, 3).matmul(x.view(x.shape[0], 2, 3).mT)")]
    [InlineData("x.view(n, 2, 3).bmm(x).matmul(x.view(n, 2).unsqueeze(1))")]
    public Task Fix_MatmulOfEqualBatches_UsesBmm(string product) => Becomes(product, "bmm");

    [Theory]
    [InlineData("x.matmul(zeros(3, 2))")]
    [InlineData("x?.view(2, 3).matmul(zeros(3))")]
    [InlineData("zeros(3).matmul(zeros(3))")]
    [InlineData("zeros(2, 3).matmul(zeros(3))")]
    [InlineData("zeros(2, 2, 3).matmul(zeros(3, 2))")]
    [InlineData("zeros(1, 2, 3).matmul(zeros(5, 3, 2))")]
    [InlineData("x.view(-1, 2, 3).matmul(x.view(-1, 3, 2))")]
    [InlineData("x.view(n, 2, 3).matmul(x.view(m, 3, 2))")]
    [InlineData("x.view(x.numel(), 2, 3).matmul(x.view(x.numel(), 3, 2))")]
    [InlineData("x.squeeze().t().matmul(x.view(new long[n]))")]
    [InlineData("(x + zeros(2, 2)).matmul(zeros(2, 2))")]
    [InlineData("x.view(2, 2).sum(dim: 0).matmul(zeros(2, 2))")]
    public Task NoFix_WhenRanksAreUnknown(string product) =>
        VerifyFix.OffersNothing(
            RuleIds.ProcessTerminatingCall,
            $"{ModuleUsings}class C {{ Tensor? A(Tensor x, long n, long m) => {product}; }}"
        );

    [Fact]
    public Task Fix_FollowsLocalsAndFields() => VerifyFix.FixesAll(
        RuleIds.ProcessTerminatingCall,
        ModuleUsings + """
        class C : nn.Module<Tensor, Tensor>
        {
            private readonly Parameter _weight = Parameter(randn(3, 4));
            private Tensor _other;
            public C(long size) : base("c") { this._other = size > 2 ? zeros(2) : ones(2); _other = zeros(4, 2); }
            public override Tensor forward(Tensor x)
            {
                var rows = x.view(-1, 3);
                Tensor hidden;
                hidden = rows.matmul(_weight).relu();
                return hidden.matmul(_other.t()) + hidden.matmul(_weight);
            }
        }
        """,
        ModuleUsings + """
        class C : nn.Module<Tensor, Tensor>
        {
            private readonly Parameter _weight = Parameter(randn(3, 4));
            private Tensor _other;
            public C(long size) : base("c") { this._other = size > 2 ? zeros(2) : ones(2); _other = zeros(4, 2); }
            public override Tensor forward(Tensor x)
            {
                var rows = x.view(-1, 3);
                Tensor hidden;
                hidden = rows.mm(_weight).relu();
                return hidden.matmul(_other.t()) + hidden.mm(_weight);
            }
        }
        """,
        remaining: 1);

    [Theory]
    [InlineData("y = x;")]
    [InlineData("y += x;")]
    [InlineData("(y, _) = (x, n);")]
    [InlineData("Set(ref y);")]
    [InlineData("ref var z = ref y; z = x;")]
    [InlineData("var z = y; z.unsqueeze_(0);")]
    [InlineData("y = y.relu();")]
    public Task NoFix_WhenLocalMayChange(string change) => VerifyFix.OffersNothing(
        RuleIds.ProcessTerminatingCall,
        $$"""
        {{ModuleUsings}}class C
        {
            void Set(ref Tensor t) { }
            Tensor A(Tensor x, long n) { var y = zeros(2, 2); {{change}} return y.matmul(zeros(2, 2)); }
        }
        """);

    [Theory]
    [InlineData("public Tensor Weight = zeros(2, 2);", "")]
    [InlineData("private Tensor Weight = zeros(2, 2);", "void Change(Tensor x) => Weight = x;")]
    [InlineData("private Tensor Weight = zeros(2, 2);", "} partial class C { void Change(Tensor x) => Weight = x;")]
    [InlineData("private readonly Tensor Weight = zeros(2, 2);", "Tensor mm(Tensor x, Tensor y) => x;")]
    public Task NoFix_ForForeignFieldOrWhenNameIsTaken(string field, string member) => VerifyFix.OffersNothing(
        RuleIds.ProcessTerminatingCall, $"{ModuleUsings}partial class C {{ {field} Tensor A() => matmul(Weight, zeros(2, 2)); {member} }}");

    [Fact]
    public Task FixAll_InThreeProjects() => VerifyFix.FixesAll(
        RuleIds.ProcessTerminatingCall,
        $$"""
        //// Lib/A.cs
        {{ModuleUsings}}public class A
        {
            Tensor X(Tensor x) => matmul(x.view(2, 2).matmul(eye(2)), /* weights */ ones(2, 3)).matmul(
                ones(3, 2));
            Tensor Y(Tensor x, long n) => x.view(n, 2, 2)
                .matmul /* of each */ (x.view(n, 2, 2)) + x.matmul(x);
        }
        //// App/B.cs
        {{ModuleUsings}}var x = ones(2, 2);
        var y = x.matmul(x);
        y.Dispose();
        //// Tools/C.cs
        {{ModuleUsings}}class C { Tensor X(Tensor x) => TorchSharp.torch.matmul(x.view(2, 2), x.reshape(2, 2)); }
        """,
        $$"""
        //// Lib/A.cs
        {{ModuleUsings}}public class A
        {
            Tensor X(Tensor x) => mm(x.view(2, 2).mm(eye(2)), /* weights */ ones(2, 3)).mm(
                ones(3, 2));
            Tensor Y(Tensor x, long n) => x.view(n, 2, 2)
                .bmm /* of each */ (x.view(n, 2, 2)) + x.matmul(x);
        }
        //// App/B.cs
        {{ModuleUsings}}var x = ones(2, 2);
        var y = x.mm(x);
        y.Dispose();
        //// Tools/C.cs
        {{ModuleUsings}}class C { Tensor X(Tensor x) => TorchSharp.torch.mm(x.view(2, 2), x.reshape(2, 2)); }
        """,
        remaining: 1);

    private static Task Becomes(string product, string name) => VerifyFix.Fixes(
        RuleIds.ProcessTerminatingCall,
        $"{ModuleUsings}class C {{ Tensor? A(Tensor x, long n) => {product}; }}",
        $"{ModuleUsings}class C {{ Tensor? A(Tensor x, long n) => {product.Replace("matmul", name)}; }}",
        title: $"Use '{name}'");
}
