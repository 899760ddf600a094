using System.Linq;
using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;

namespace Gen.Generators.Metrics.Members;

/// <summary>Distances between corresponding vectors of two tensors.</summary>
internal static class Distances
{
    public static Value CosineSimilarity(MemberCall call) => Reduce(call, call.Axis(1), false);

    public static Value Pairwise(MemberCall call) => Reduce(call, -1, call.Flag("keepdim"));

    private static Value Reduce(MemberCall call, long dim, bool keepDim)
    {
        var joined = Elementwise.Join(call.Operands.Select(o => o.Value).ToList(), call.Syntax);
        if (joined.Stage != Stage.Row)
            return new TensorValue(call.Emit(), joined.Stage, 0, keepDim ? joined.Rank : joined.Rank - 1);
        var input = call.Input with { Stage = Stage.Row, Axis = joined.Axis, Rank = joined.Rank };
        RowAxes.RequireNotRows(call, input, [dim], "the vectors that are compared would be columns of all rows");
        var axis = !keepDim && dim >= 0 && dim < input.Axis ? input.Axis - 1 : input.Axis;
        return new TensorValue(call.Emit([.. RowAxes.Checks(call, input, [dim]), .. joined.Checks]), Stage.Row, axis, keepDim ? input.Rank : input.Rank - 1);
    }
}
