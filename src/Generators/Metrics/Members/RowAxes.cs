using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;

namespace Gen.Generators.Metrics.Members;

/// <summary>Tells whether axes that a call names are the rows'. A negative one counts from the end, and is the rows' only if the rank is known to say so.</summary>
internal static class RowAxes
{
    /// <summary>True if one of the axes is the batch axis.</summary>
    public static bool Contain(MemberCall call, TensorValue value, IReadOnlyList<long> axes)
    {
        foreach (var axis in axes)
        {
            if (Normalize(call, value, axis) == value.Axis)
                return true;
        }

        return false;
    }

    /// <summary>Statements that make sure, in an update, that negative axes are not the batch axis; operand 0 is the value.</summary>
    public static string[] Checks(MemberCall call, TensorValue value, IReadOnlyList<long> axes)
    {
        if (value.Rank is not null)
            return [];
        var deepest = axes.Where(a => a < 0).DefaultIfEmpty().Min();
        return deepest == 0 ? [] : [Templates.RankAtLeast(0, value.Axis + 1 - (int)deepest, call.Syntax)];
    }

    /// <summary>The axis from the front; a negative one of a tensor of unknown rank stays as it is, and is not the batch axis.</summary>
    public static long Normalize(MemberCall call, TensorValue value, long axis)
    {
        if (axis >= 0)
            return axis;
        if (value.Rank is { } rank)
            return rank + axis;
        if (value.Axis > 0)
            throw call.Refuse($"axis {axis} may be the rows', which are axis {value.Axis} here; count the axes from the front");
        return axis;
    }

    /// <summary>Refuses a call that works along the rows.</summary>
    public static void RequireNotRows(MemberCall call, TensorValue value, IReadOnlyList<long> axes, string why)
    {
        if (value.IsRow && Contain(call, value, axes))
            throw call.Refuse(why);
    }

    /// <summary>A node that is evaluated after checks on another one.</summary>
    public static Node Guarded(MemberCall call, Node node, Node value, string[] checks)
    {
        if (checks.Length == 0)
            return node;
        // The same node again, with checks: equal nodes are one, so the checks of the first stand for all.
        if (node.Checks.Count > 0)
            return node;
        return node.Children.Count > 0 && node.Children[0] == value && node.Kind == NodeKind.Code
            ? call.Nodes.WithChecks(node, checks)
            : call.Nodes.Add(NodeKind.Code, node.Type, "{1}", [value, node], checks);
    }
}
