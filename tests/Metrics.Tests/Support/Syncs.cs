using System.Reflection;
using Gen.Training.Metrics;
using TorchSharp;

namespace Gen.Metrics.Tests.Support;

/// <summary>
/// Members of the tensor library that make the host wait for the device, or whose result's size only the data decides. (What reads memory
/// directly, <c>bytes</c> and <c>data</c>, throws off the CPU and so never waits.)
/// </summary>
internal static class Syncs
{
    private static readonly HashSet<string> s_names =
    [
        "item",
        "ToBoolean",
        "ToByte",
        "ToSByte",
        "ToInt16",
        "ToInt32",
        "ToInt64",
        "ToHalf",
        "ToSingle",
        "ToDouble",
        "ToScalar",
        "cpu",
        "nonzero",
        "nonzero_as_list",
        "argwhere",
        "unique",
        "unique_consecutive",
        "bincount",
        "masked_select",
        "equal",
        "allclose",
        "is_nonzero",
        "print",
    ];

    /// <summary>Calls that an update must not make, each with its caller.</summary>
    public static IEnumerable<string> In(MethodBase update)
    {
        var calls = new CalledMethods(update.Module.Assembly, Assembly.Load("Gen.Training")).From(update);
        var checksIndices = calls.Any(call => call.Key.Name == nameof(ShapeChecks.Positions));
        return calls.Where(call => IsSync(call.Key) && !(checksIndices && IsIndexByTensors(call.Key)))
            .Select(call => $"{call.Value.DeclaringType}.{call.Value.Name} calls {call.Key.DeclaringType}.{call.Key.Name}");
    }

    /// <summary>Whether a call to it waits. A boolean index counts its ones, and an index tensor's dtype is not known here: neither may
    /// occur but behind a check of the dtype.</summary>
    public static bool IsSync(MethodBase method) =>
        method.Module.Assembly == typeof(torch).Assembly && (IsNamed(method) || IsIndexByTensors(method));

    private static bool IsNamed(MethodBase method) =>
        s_names.Contains(method.Name) && method.DeclaringType != typeof(ScalarExtensionMethods);

    private static bool IsIndexByTensors(MethodBase method) =>
        (
            method.Name is "index" or "index_put_" or "get_TensorItems" or "set_TensorItems"
            && method.GetParameters().Any(p => p.ParameterType == typeof(torch.Tensor[]))
        ) || (method.DeclaringType == typeof(torch.TensorIndex) && method.Name == nameof(torch.TensorIndex.Tensor));
}
