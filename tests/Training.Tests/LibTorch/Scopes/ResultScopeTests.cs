using System.Runtime.CompilerServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Scopes;

public partial class ResultScopeTests
{
    public static TheoryData<string> Names => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ResultsBelongToTheScopeTheyAreMadeIn(string name)
    {
        using var outside = NewDisposeScope();
        var inputs = new Inputs();
        List<Tensor> results;
        using (var scope = NewDisposeScope())
        {
            results = Tensors(Table[name](inputs)).ToList();
            Assert.NotEmpty(results);
            Assert.All(results, r => Assert.True(scope.Contains(r)));
        }
        Assert.All(results, r => Assert.True(r.IsInvalid));
        Assert.All(inputs.All, i => Assert.False(i.IsInvalid));
    }

    [Fact]
    public void NothingOutlivesTheScope()
    {
        using var outside = NewDisposeScope();
        var inputs = new Inputs();

        // Tensors that earlier tests left to the finalizer must not go in between.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        foreach (var (name, function) in Table)
        {
            var before = Tensor.TotalCount;
            using (NewDisposeScope()) Tensors(function(inputs)).Count();
            Assert.True(before == Tensor.TotalCount, $"{name} left {Tensor.TotalCount - before} tensors behind");
        }
    }

    private static IEnumerable<Tensor> Tensors(object? result) => result switch
    {
        null => [],
        Tensor tensor => [tensor],
        IEnumerable<Tensor> tensors => tensors,
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Tensors(tuple[i])),
        _ => throw new ArgumentException($"no tensors: {result.GetType()}"),
    };

    private sealed class Inputs
    {
        /// <summary>[2, 3], all different, between 0 and 1.</summary>
        public Tensor A { get; } = tensor(new[,] { { 0.1, 0.7, 0.3 }, { 0.5, 0.2, 0.9 } });

        /// <summary>[2, 3], all different, between 0 and 1.</summary>
        public Tensor B { get; } = tensor(new[,] { { 0.6, 0.25, 0.8 }, { 0.15, 0.4, 0.35 } });

        /// <summary>A vector of 3.</summary>
        public Tensor V { get; } = tensor(new[] { 0.5, 1.5, 2.5 });

        /// <summary>A vector of 3 positions.</summary>
        public Tensor I { get; } = tensor(new long[] { 2, 0, 1 });

        /// <summary>1 and -1, as A.</summary>
        public Tensor Sign { get; } = tensor(new[,] { { 1.0, -1, 1 }, { -1, -1, 1 } });

        /// <summary>A class for each row of A.</summary>
        public Tensor Class { get; } = tensor(new long[] { 2, 0 });

        /// <summary>[2, 3] truth values.</summary>
        public Tensor Mask { get; } = tensor(new[,] { { true, false, true }, { false, false, true } });

        /// <summary>A square matrix of 3.</summary>
        public Tensor S { get; } = tensor(new[,] { { 1.0, 2, 3 }, { 4, 5, 6 }, { 7, 8, 10 } });

        public Tensor[] All => [A, B, V, I, Sign, Class, Mask, S];
    }
}
