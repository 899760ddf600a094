namespace Gen.Analyzers.Tests.CodeFixes;

public class ProcessEndingCallFixTests
{
    private const string Usings =
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
    public Task Matmul_OfTwoMatrices_BecomesMm(string product) => Becomes(product, "mm");

    [Theory]
    [InlineData("zeros(2, 3, 4).matmul(ones(2, 4, 5))")]
    [InlineData("torch.matmul(x.view(n, 2, 3), x.reshape(n, -1, 3).transpose(1, 2))")]
    [InlineData("x.view(x.shape[0], 2, 3).matmul(x.view(x.shape[0], 2, 3).mT)")]
    [InlineData("x.view(n, 2, 3).bmm(x).matmul(x.view(n, 2).unsqueeze(1))")]
    public Task Matmul_OfTwoBatchesOfOneSize_BecomesBmm(string product) => Becomes(product, "bmm");

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
    public Task Matmul_OfWhatIsNotKnown_IsNotOffered(string product) =>
        VerifyFix.OffersNothing("GEN026", $"{Usings}class C {{ Tensor? A(Tensor x, long n, long m) => {product}; }}");

    [Fact]
    public Task Matmul_OfLocalsAndFields_FollowsTheirValues() => VerifyFix.FixesAll(
        "GEN026",
        Usings + """
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
        Usings + """
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
    public Task Matmul_OfALocalThatMayChange_IsNotOffered(string change) => VerifyFix.OffersNothing(
        "GEN026",
        $$"""
        {{Usings}}class C
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
    public Task Matmul_OfAFieldOfOthersOrWhereTheNameIsTaken_IsNotOffered(string field, string member) => VerifyFix.OffersNothing(
        "GEN026", $"{Usings}partial class C {{ {field} Tensor A() => matmul(Weight, zeros(2, 2)); {member} }}");

    [Fact]
    public Task Matmul_InThreeProjects_IsFixedAtOnce() => VerifyFix.FixesAll(
        "GEN026",
        $$"""
        //// Lib/A.cs
        {{Usings}}public class A
        {
            Tensor X(Tensor x) => matmul(x.view(2, 2).matmul(eye(2)), /* weights */ ones(2, 3)).matmul(
                ones(3, 2));
            Tensor Y(Tensor x, long n) => x.view(n, 2, 2)
                .matmul /* of each */ (x.view(n, 2, 2)) + x.matmul(x);
        }
        //// App/B.cs
        {{Usings}}var x = ones(2, 2);
        var y = x.matmul(x);
        y.Dispose();
        //// Tools/C.cs
        {{Usings}}class C { Tensor X(Tensor x) => TorchSharp.torch.matmul(x.view(2, 2), x.reshape(2, 2)); }
        """,
        $$"""
        //// Lib/A.cs
        {{Usings}}public class A
        {
            Tensor X(Tensor x) => mm(x.view(2, 2).mm(eye(2)), /* weights */ ones(2, 3)).mm(
                ones(3, 2));
            Tensor Y(Tensor x, long n) => x.view(n, 2, 2)
                .bmm /* of each */ (x.view(n, 2, 2)) + x.matmul(x);
        }
        //// App/B.cs
        {{Usings}}var x = ones(2, 2);
        var y = x.mm(x);
        y.Dispose();
        //// Tools/C.cs
        {{Usings}}class C { Tensor X(Tensor x) => TorchSharp.torch.mm(x.view(2, 2), x.reshape(2, 2)); }
        """,
        remaining: 1);

    private static Task Becomes(string product, string name) => VerifyFix.Fixes(
        "GEN026",
        $"{Usings}class C {{ Tensor? A(Tensor x, long n) => {product}; }}",
        $"{Usings}class C {{ Tensor? A(Tensor x, long n) => {product.Replace("matmul", name)}; }}",
        title: $"Use '{name}'");
}
