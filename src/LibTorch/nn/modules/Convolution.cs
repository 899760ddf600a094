using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A convolution along the axes behind the channels.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
        long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(name)
    {
        (this.in_channels, this.out_channels, this.groups, this.padding_mode) = (in_channels, out_channels, groups, padding_mode);
        (this.kernel_size, this.stride, this.dilation) = (kernel_size, stride, dilation);
        if (padding_type == Padding.Same && stride.Any(s => s != 1))
            throw new ArgumentException("padding='same' is not supported for strided convolutions");
        (this.padding, this.padding_type) = (padding, padding_type);
        weight = nn.Parameter(empty([out_channels, in_channels / groups, .. kernel_size], dtype, device));
        if (bias) this.bias = nn.Parameter(empty([out_channels], dtype, device));
        reset_parameters();
    }

    /// <summary>The input's channels.</summary>
    public long in_channels { get; }

    /// <summary>The output's channels.</summary>
    public long out_channels { get; }

    /// <summary>The window's lengths.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>The steps between windows.</summary>
    public long[] stride { get; set; }

    /// <summary>The steps between elements of a window.</summary>
    public long[] dilation { get; set; }

    /// <summary>The number of parts into which channels are divided.</summary>
    public long groups { get; set; }

    /// <summary>The elements added at each end; null if it is <see cref="padding_type"/> that says how many.</summary>
    public long[]? padding { get; }

    /// <summary>How many elements are added, or null.</summary>
    public Padding? padding_type { get; }

    /// <summary>What elements are added.</summary>
    public PaddingModes padding_mode { get; set; }

    /// <summary>[out, in / groups, lengths of the window]</summary>
    public Parameter weight
    {
        get => field!;
        set
        {
            if (!ReferenceEquals(field, value)) field?.Dispose();
            field = (Parameter)value.DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(weight), field);
        }
    }

    /// <summary>[out], or null.</summary>
    public Parameter? bias
    {
        get;
        set
        {
            if (!ReferenceEquals(field, value)) field?.Dispose();
            field = (Parameter?)value?.DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(bias), field);
        }
    }

    /// <summary>Starts anew, uniform within 1 / sqrt(fan in) of 0.</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is null) return;
        var (fanIn, _) = nn.init.CalculateFanInAndFanOut(weight);
        if (fanIn == 0) return;
        var bound = 1 / Math.Sqrt(fanIn);
        nn.init.uniform_(bias, -bound, bound);
    }

    /// <summary>The input with other than zeros added, where the convolution itself cannot; as TorchSharp does it, axes of "same" in their order.</summary>
    private protected Tensor Padded(Tensor input)
    {
        var edges = padding is { } both
            ? both.Reverse().SelectMany(length => new[] { length, length })
            : kernel_size.Zip(dilation).SelectMany(axis =>
            {
                var total = padding_type == Padding.Same ? axis.Second * (axis.First - 1) : 0;
                return new[] { total / 2, total - total / 2 };
            });
        return nn.functional.pad(input, [.. edges], padding_mode);
    }

    private protected bool Fits(Tensor input)
    {
        var before = input.ndim - kernel_size.Length;
        return before is 1 or 2 && input.shape[before - 1] == in_channels;
    }
}
