using Gen.Metrics.Tests.Support;
using Xunit.Sdk;

namespace Gen.Metrics.Tests.Laws;

/// <summary>Tests of <see cref="StreamingLaw"/> itself: hand-written states, a correct one and others with a common fault each.</summary>
public sealed class StreamingLawSelfTests
{
    private const string Text = """
        using Gen;
        using TorchSharp;
        using static TorchSharp.torch;

        namespace Formulas;

        public abstract class MeanOfRows : IDisposable
        {
            protected Tensor Sum = Zero(), Count = Zero();

            public virtual void Update(Tensor x, Tensor? weight = null)
            {
                using var scope = NewDisposeScope();
                var w = (weight ?? ones(x.shape[0])).to_type(float64);
                Keep(ref Sum, Sum + where(w.eq(0), zeros_like(w), x.to_type(float64) * w).sum());
                Keep(ref Count, Count + w.sum());
            }

            public Tensor Compute() => (Sum / Count).to_type(float64);

            public virtual void MergeFrom(MeanOfRows other)
            {
                using var scope = NewDisposeScope();
                Keep(ref Sum, Sum + other.Sum);
                Keep(ref Count, Count + other.Count);
            }

            public virtual void Save(BinaryWriter w) { w.Write(Sum.ToDouble()); w.Write(Count.ToDouble()); }
            public void Load(BinaryReader r) { Keep(ref Sum, tensor(r.ReadDouble())); Keep(ref Count, tensor(r.ReadDouble())); }
            public void Reset() { Keep(ref Sum, Zero()); Keep(ref Count, Zero()); }
            public void Dispose() { Sum.Dispose(); Count.Dispose(); }
            protected static Tensor Zero() => tensor(0.0).DetachFromDisposeScope();

            protected static void Keep(ref Tensor field, Tensor value)
            {
                field.Dispose();
                field = value.DetachFromDisposeScope();
            }
        }

        // inputs: x real
        public static class Right
        {
            [Metric] public static Tensor Mean(Tensor x) => x.to_type(float64).mean();
            public sealed class MeanState : MeanOfRows;
        }

        // inputs: x real
        public static class MeanOfBatchMeans
        {
            [Metric] public static Tensor Mean(Tensor x) => x.to_type(float64).mean();
            public sealed class MeanState : MeanOfRows
            {
                public override void Update(Tensor x, Tensor? weight = null)
                {
                    if (x.shape[0] > 0)
                        base.Update(x.mean().unsqueeze(0), weight is null ? null : ones(1));
                }
            }
        }

        // inputs: x real
        public static class WeightsMultiplyNaN
        {
            [Metric] public static Tensor Mean(Tensor x) => x.to_type(float64).mean();
            public sealed class MeanState : MeanOfRows
            {
                public override void Update(Tensor x, Tensor? weight = null)
                {
                    using var scope = NewDisposeScope();
                    var w = (weight ?? ones(x.shape[0])).to_type(float64);
                    Keep(ref Sum, Sum + (x.to_type(float64) * w).sum());
                    Keep(ref Count, Count + w.sum());
                }
            }
        }

        // inputs: x real
        public static class MergeForgetsTheCount
        {
            [Metric] public static Tensor Mean(Tensor x) => x.to_type(float64).mean();
            public sealed class MeanState : MeanOfRows
            {
                public override void MergeFrom(MeanOfRows other)
                {
                    using var scope = NewDisposeScope();
                    Keep(ref Sum, (Compute().nan_to_num() + other.Compute().nan_to_num()) / 2);
                    Keep(ref Count, ones_like(Sum));
                }
            }
        }

        // inputs: x real
        public static class LeavesTensorsBehind
        {
            [Metric] public static Tensor Mean(Tensor x) => x.to_type(float64).mean();
            public sealed class MeanState : MeanOfRows
            {
                public override void Save(BinaryWriter w)
                {
                    Sum = Sum.clone().DetachFromDisposeScope();
                    base.Save(w);
                }
            }
        }

        // inputs: x real
        public static class CountsInFloat32
        {
            [Metric] public static Tensor Mean(Tensor x) => x.to_type(float64).mean();
            public sealed class MeanState : MeanOfRows
            {
                public override void Update(Tensor x, Tensor? weight = null) => base.Update(x.to_type(float32).round(decimals: 5), weight);
            }
        }
        """;

    [Fact]
    public void StreamingLaw_CorrectState_Passes()
    {
        Check("Right", law => law.HoldsForRows());
        Check("Right", law => law.HoldsForWeights());
        Check("Right", law => law.HoldsForNothing());
    }

    [Theory]
    [InlineData("MeanOfBatchMeans", false, "the formula gives")]
    [InlineData("MergeForgetsTheCount", false, "the formula gives")]
    [InlineData("CountsInFloat32", false, "the formula gives")]
    [InlineData("LeavesTensorsBehind", false, "tensors were left behind")]
    [InlineData("WeightsMultiplyNaN", true, "the formula gives")]
    public void StreamingLaw_FaultyState_Fails(string name, bool weights, string message)
    {
        var found = Assert.ThrowsAny<XunitException>(() => Check(name, law =>
        {
            if (weights)
                law.HoldsForWeights();
            else
                law.HoldsForRows();
        }));
        Assert.Contains(message, found.Message);
    }

    private static void Check(string name, Action<StreamingLaw> check)
    {
        var program = FormulaProgram.Of(Text);
        StreamingLawTests.Check([.. program.Formulas(program.Classes.Single(c => c.Name == name))], 300, check);
    }
}
