using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>
/// An ATen operator, looked up by name on its first call and boxed-called after that. Arguments follow the operator's schema; those left off
/// at the end take the schema's defaults. libtorch's errors become <see cref="ExternalException"/>s with its message.
/// </summary>
internal sealed unsafe class Operator(string name, string overload = "")
{
    private const int StackWords = 256;
    private nint _handle;

    /// <summary>Calls an operator that returns one tensor.</summary>
    public Tensor Call(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        return new Tensor(result.Pointer);
    }

    /// <summary>Calls an operator that returns two tensors.</summary>
    public (Tensor, Tensor) Call2(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc NativeValue[2];
        Invoke(arguments, results, 2);
        return (new Tensor(results[0].Pointer), new Tensor(results[1].Pointer));
    }

    /// <summary>Calls an operator that returns three tensors.</summary>
    public (Tensor, Tensor, Tensor) Call3(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc NativeValue[3];
        Invoke(arguments, results, 3);
        return (new Tensor(results[0].Pointer), new Tensor(results[1].Pointer), new Tensor(results[2].Pointer));
    }

    /// <summary>Calls an operator that returns a list of tensors.</summary>
    public Tensor[] CallList(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        var handles = new ReadOnlySpan<nint>((void*)result.Pointer, (int)result.Length);
        var tensors = new Tensor[handles.Length];
        for (var i = 0; i < tensors.Length; i++) tensors[i] = new Tensor(handles[i]);
        Native.gen_free((void*)result.Pointer);
        return tensors;
    }

    /// <summary>Calls an operator that returns a number or a truth value.</summary>
    public Scalar CallScalar(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        return new Scalar(result.Tag switch { Tag.Bool => ScalarType.Bool, Tag.Int => ScalarType.Int64, _ => ScalarType.Float64 }, result.Int);
    }

    /// <summary>Calls an operator for its effect (in place); its results are the arguments and are dropped.</summary>
    public void Do(params ReadOnlySpan<Arg> arguments) => Invoke(arguments, null, 0);

    private void Invoke(ReadOnlySpan<Arg> arguments, NativeValue* results, int room)
    {
        var words = 0;
        foreach (ref readonly var argument in arguments) words += argument.Words;
        var buffer = stackalloc long[Math.Min(words, StackWords)];
        var heap = words > StackWords ? (long*)NativeMemory.Alloc((nuint)words, sizeof(long)) : null;
        try
        {
            var values = stackalloc NativeValue[arguments.Length];
            var lists = heap == null ? buffer : heap;
            for (var i = 0; i < arguments.Length; i++) values[i] = arguments[i].Write(ref lists);
            var handle = _handle != 0 ? _handle : _handle = Native.Check(Native.gen_find(name, overload));
            Native.Check(Native.gen_call(handle, values, arguments.Length, results, room));
        }
        finally
        {
            NativeMemory.Free(heap);
            foreach (ref readonly var argument in arguments) GC.KeepAlive(argument.Owner);
        }
    }
}
