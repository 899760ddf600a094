using System.Reflection;
using System.Reflection.Emit;

namespace Gen.Metrics.Tests.Support;

/// <summary>
/// Walks the IL of a method and of all that it calls in some assemblies; a virtual call is followed to every override there, a delegate to
/// the method it is made of.
/// </summary>
internal sealed class CalledMethods(params Assembly[] followed)
{
    private static readonly Dictionary<int, OpCode> s_codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(c => c.Value & 0xFFFF);

    private readonly Type[] _types = [.. followed.SelectMany(a => a.GetTypes())];

    /// <summary>Every method that is reached, with the one that calls it.</summary>
    public IReadOnlyDictionary<MethodBase, MethodBase> From(MethodBase start)
    {
        var callers = new Dictionary<MethodBase, MethodBase>();
        var waiting = new Queue<MethodBase>([start]);
        while (waiting.TryDequeue(out var method))
        {
            foreach (var called in In(method))
            {
                if (!callers.TryAdd(called, method) || !followed.Contains(called.Module.Assembly))
                    continue;
                waiting.Enqueue(called);
                foreach (var over in Overrides(called))
                {
                    if (callers.TryAdd(over, method))
                        waiting.Enqueue(over);
                }
            }
        }

        return callers;
    }

    private IEnumerable<MethodBase> Overrides(MethodBase method) => method is not MethodInfo { IsVirtual: true } virtualMethod ? [] : _types
        .Where(t => t.IsSubclassOf(method.DeclaringType!))
        .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(m => m.GetBaseDefinition() == virtualMethod.GetBaseDefinition());

    private static IEnumerable<MethodBase> In(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il)
            yield break;
        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < il.Length;)
        {
            var value = (int)il[at++];
            if (value == 0xFE)
                value = 0xFE00 | il[at++];
            var code = s_codes[value];
            if (code.OperandType is OperandType.InlineMethod
                && method.Module.ResolveMethod(BitConverter.ToInt32(il, at), typeArguments, methodArguments) is { } called)
                yield return called;
            at += Size(code, il, at);
        }
    }

    private static int Size(OpCode code, byte[] il, int at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
        _ => 4,
    };
}
