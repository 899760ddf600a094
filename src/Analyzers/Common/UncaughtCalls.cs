using System.Collections.Generic;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>
/// Methods of TorchSharp 0.107 whose native function catches no C++ exception, or reads memory that is not its own: what is an exception
/// elsewhere ends the process here. Of many, those that people call and that can be replaced or put right.
/// </summary>
internal static class UncaughtCalls
{
    private const string Autograd = "TorchSharp.torch.autograd";
    private const string OutOfRange = "if 'dim' is out of range";
    private const string CheckIt = "check it before the call";

    private static readonly Dictionary<string, UncaughtCall> s_calls = new()
    {
        ["matmul"] = new("if the shapes do not match", "use 'mm' or 'bmm'"),
        ["cummax"] = new(OutOfRange, CheckIt),
        ["cummin"] = new(OutOfRange, CheckIt),
        ["grad"] = new("if an output does not depend on an input", "use 'backward' and read 'grad'"),
        ["nanmean"] = new("or throws an exception in every call", "divide 'nansum' by the count of numbers"),
        ["set_num_threads"] = new("if the number is less than 1", "give at least 1"),
    };

    /// <summary>What ends the process in a method; null for one that throws exceptions, and for everybody else's.</summary>
    public static UncaughtCall? Of(IMethodSymbol method)
    {
        if (!s_calls.TryGetValue(method.Name, out var call))
            return null;
        var type = method.ContainingType;
        return (method.Name == "grad" ? type.Is(Autograd) : type.Is(KnownNames.Tensor) || type.Is(TorchNames.Torch)) ? call : null;
    }

    /// <summary>True where the arguments rule the error out, or, for a number of threads, do not make it certain.</summary>
    /// <param name="method">The method.</param>
    /// <param name="call">Its call; null where it is only named, as a delegate.</param>
    public static bool IsHarmless(IMethodSymbol method, IInvocationOperation? call) => method.Name switch
    {
        // Every tensor has a first and a last axis, even one without any.
        "cummax" or "cummin" => Constant(call, "dim") is 0L or -1L,
        "set_num_threads" => Constant(call, "num") is not <= 0,
        _ => false,
    };

    private static object? Constant(IInvocationOperation? call, string parameter) =>
        call is not null && TensorRanks.Argument(call, parameter)?.ConstantValue is { HasValue: true, Value: var value } ? value : null;
}

/// <summary>Why a method ends the process.</summary>
/// <param name="When">The mistake, <c>if …</c>.</param>
/// <param name="Instead">What to do instead.</param>
internal sealed record UncaughtCall(string When, string Instead);
