using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

#pragma warning disable CS1591 // The settings' names are those of the functions' parameters.
/// <inheritdoc cref="nn.functional.max_pool1d"/>
public sealed class MaxPool1d : ParameterLessModule<Tensor, Tensor>
{
    internal MaxPool1d(long kernel_size, long? stride, long? padding, long? dilation, bool ceil_mode)
        : base(nameof(MaxPool1d)) => (this.kernel_size, this.stride, this.padding, this.dilation, this.ceil_mode) =
        (kernel_size, stride, padding, dilation, ceil_mode);

    public long kernel_size { get; set; }
    public long? stride { get; set; }
    public long? padding { get; set; }
    public long? dilation { get; set; }
    public bool ceil_mode { get; set; }

    /// <inheritdoc cref="nn.functional.max_pool1d"/>
    public override Tensor forward(Tensor input) => functional.max_pool1d(input, kernel_size, stride, padding, dilation, ceil_mode);

    /// <inheritdoc cref="nn.functional.max_pool1d_with_indices"/>
    public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input) =>
        functional.max_pool1d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
}

/// <inheritdoc cref="nn.functional.max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
public sealed class MaxPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal MaxPool2d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
        : base(nameof(MaxPool2d)) => (this.kernel_size, this.stride, this.padding, this.dilation, this.ceil_mode) =
        (kernel_size, stride, padding, dilation, ceil_mode);

    public long[] kernel_size { get; set; }
    public long[]? stride { get; set; }
    public long[]? padding { get; set; }
    public long[]? dilation { get; set; }
    public bool ceil_mode { get; set; }

    /// <inheritdoc cref="nn.functional.max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
    public override Tensor forward(Tensor input) => functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);

    /// <inheritdoc cref="nn.functional.max_pool2d_with_indices"/>
    public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input) =>
        functional.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
}

/// <inheritdoc cref="nn.functional.avg_pool1d"/>
public sealed class AvgPool1d : ParameterLessModule<Tensor, Tensor>
{
    internal AvgPool1d(long kernel_size, long? stride, long? padding, bool ceil_mode, bool count_include_pad)
        : base(nameof(AvgPool1d)) => (this.kernel_size, this.stride, this.padding, this.ceil_mode, this.count_include_pad) =
        (kernel_size, stride, padding, ceil_mode, count_include_pad);

    public long kernel_size { get; set; }
    public long? stride { get; set; }
    public long? padding { get; set; }
    public bool ceil_mode { get; set; }
    public bool count_include_pad { get; set; }

    /// <inheritdoc cref="nn.functional.avg_pool1d"/>
    public override Tensor forward(Tensor input) =>
        functional.avg_pool1d(input, kernel_size, stride, padding, ceil_mode, count_include_pad);
}

/// <inheritdoc cref="nn.functional.avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
public sealed class AvgPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal AvgPool2d(
        long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad, long? divisor_override)
        : base(nameof(AvgPool2d))
    {
        (this.kernel_size, this.stride, this.padding) = (kernel_size, stride, padding);
        (this.ceil_mode, this.count_include_pad, this.divisor_override) = (ceil_mode, count_include_pad, divisor_override);
    }

    public long[] kernel_size { get; set; }
    public long[]? stride { get; set; }
    public long[]? padding { get; set; }
    public bool ceil_mode { get; set; }
    public bool count_include_pad { get; set; }
    public long? divisor_override { get; set; }

    /// <inheritdoc cref="nn.functional.avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
    public override Tensor forward(Tensor input) =>
        functional.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
}

/// <inheritdoc cref="nn.functional.adaptive_avg_pool1d"/>
public sealed class AdaptiveAvgPool1d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveAvgPool1d(long output_size)
        : base(nameof(AdaptiveAvgPool1d)) => this.output_size = output_size;

    public long output_size { get; set; }

    /// <inheritdoc cref="nn.functional.adaptive_avg_pool1d"/>
    public override Tensor forward(Tensor input) => functional.adaptive_avg_pool1d(input, output_size);
}

/// <inheritdoc cref="nn.functional.adaptive_avg_pool2d(Tensor, long[])"/>
public sealed class AdaptiveAvgPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveAvgPool2d(long[] output_size)
        : base(nameof(AdaptiveAvgPool2d)) => this.output_size = output_size;

    public long[] output_size { get; set; }

    /// <inheritdoc cref="nn.functional.adaptive_avg_pool2d(Tensor, long[])"/>
    public override Tensor forward(Tensor input) => functional.adaptive_avg_pool2d(input, output_size);
}
#pragma warning restore CS1591
