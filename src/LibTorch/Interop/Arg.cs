using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>One argument of an operator, made by implicit conversion from whatever the operator's schema asks for.</summary>
internal readonly struct Arg
{
    private readonly Tag _tag;
    private readonly int _extra;
    private readonly long _bits;

    private Arg(Tag tag, object? owner = null, long bits = 0, int extra = 0)
    {
        _tag = tag;
        Owner = owner;
        _bits = bits;
        _extra = extra;
    }

    /// <summary>The object that the call reads from; it has to stay alive until the call is over.</summary>
    public object? Owner { get; }

    public static Arg None => default;

    /// <summary>A list of tensors some of which may be null (indexing).</summary>
    public static Arg Optional(Tensor?[] tensors) => new(Tag.OptionalTensorList, tensors);

    public static implicit operator Arg(Tensor? value) => value is null ? None : new(Tag.Tensor, value, value.Native);
    public static implicit operator Arg(long value) => new(Tag.Int, bits: value);
    public static implicit operator Arg(long? value) => value is { } number ? (Arg)number : None;
    public static implicit operator Arg(double value) => new(Tag.Double, bits: BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(double? value) => value is { } number ? (Arg)number : None;
    public static implicit operator Arg(bool value) => new(Tag.Bool, bits: value ? 1 : 0);
    public static implicit operator Arg(string? value) => value is null ? None : new(Tag.String, System.Text.Encoding.UTF8.GetBytes(value));
    public static implicit operator Arg(ScalarType value) => (long)value;
    public static implicit operator Arg(ScalarType? value) => value is { } type ? (Arg)type : None;
    public static implicit operator Arg(Device? value) =>
        value is null ? None : new(Tag.Device, bits: (long)value.type, extra: value.index);
    public static implicit operator Arg(Generator? value) => value is null ? None : new(Tag.Generator, value, value.Handle);
    public static implicit operator Arg(long[]? value) => value is null ? None : new(Tag.IntList, value);
    public static implicit operator Arg(double[]? value) => value is null ? None : new(Tag.DoubleList, value);
    public static implicit operator Arg(Tensor[] value) => new(Tag.TensorList, value);

    public static implicit operator Arg(Scalar? value) => value is null
        ? None
        : new(value.Type switch { ScalarType.Bool => Tag.Bool, ScalarType.Int64 => Tag.Int, _ => Tag.Double }, bits: value.Bits);

    /// <summary>The 8-byte words that <see cref="Write"/> puts beside the value: a list's items.</summary>
    public int Words => _tag switch
    {
        Tag.IntList => Unsafe.As<long[]>(Owner!).Length,
        Tag.DoubleList => Unsafe.As<double[]>(Owner!).Length,
        Tag.TensorList or Tag.OptionalTensorList => Unsafe.As<Tensor?[]>(Owner!).Length,
        Tag.String => (Unsafe.As<byte[]>(Owner!).Length + 7) / 8,
        _ => 0,
    };

    /// <summary>Writes the C form; lists are copied to <paramref name="room"/>, which then starts behind them.</summary>
    public unsafe NativeValue Write(ref long* room)
    {
        var value = new NativeValue { Tag = _tag, Extra = _extra, Int = _bits };
        if (_tag is not (Tag.IntList or Tag.DoubleList or Tag.TensorList or Tag.OptionalTensorList or Tag.String)) return value;
        value.Length = Words;
        value.Pointer = (nint)room;
        switch (_tag)
        {
            case Tag.IntList:
                Unsafe.As<long[]>(Owner!).CopyTo(new Span<long>(room, (int)value.Length));
                break;
            case Tag.DoubleList:
                Unsafe.As<double[]>(Owner!).CopyTo(new Span<double>(room, (int)value.Length));
                break;
            case Tag.String:
                Unsafe.As<byte[]>(Owner!).CopyTo(new Span<byte>(room, (int)value.Length * sizeof(long)));
                value.Length = Unsafe.As<byte[]>(Owner!).Length;
                break;
            default:
                for (var i = 0; i < value.Length; i++) room[i] = Unsafe.As<Tensor?[]>(Owner!)[i]?.Native ?? 0;
                break;
        }
        room += Words;
        return value;
    }
}
