using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A normalization with statistics that run over the batches of a training.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    private protected NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(name)
    {
        (this.num_features, this.eps, this.momentum) = (num_features, eps, momentum);
        (this.affine, this.track_running_stats) = (affine, track_running_stats);
        if (affine)
        {
            weight = nn.Parameter(ones([num_features], dtype, device));
            bias = nn.Parameter(zeros([num_features], dtype, device));
        }
        if (!track_running_stats) return;
        running_mean = zeros([num_features], dtype, device);
        running_var = ones([num_features], dtype, device);
        num_batches_tracked = tensor(0L, dtype, device);
    }

    /// <summary>The number of channels.</summary>
    public long num_features { get; }

    /// <summary>Is added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>The share of a batch in the running statistics; null: all batches have the same share.</summary>
    public double? momentum { get; set; }

    /// <summary>Whether there are a weight and a bias.</summary>
    public bool affine { get; }

    /// <summary>Whether there are running statistics, which evaluation then uses.</summary>
    public bool track_running_stats { get; }

    /// <summary>[channels], 1 at first; null unless <see cref="affine"/>.</summary>
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

    /// <summary>[channels], 0 at first; null unless <see cref="affine"/>.</summary>
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

    /// <summary>[channels], or null.</summary>
    public Tensor? running_mean
    {
        get;
        set => field = Own(nameof(running_mean), field, value);
    }

    /// <summary>[channels], with N - 1; or null.</summary>
    public Tensor? running_var
    {
        get;
        set => field = Own(nameof(running_var), field, value);
    }

    /// <summary>The number of batches in the statistics, or null.</summary>
    public Tensor? num_batches_tracked
    {
        get;
        set => field = Own(nameof(num_batches_tracked), field, value);
    }

    /// <summary>Begins the running statistics anew.</summary>
    public void reset_running_stats()
    {
        if (!track_running_stats) return;
        nn.init.zeros_(running_mean!);
        nn.init.ones_(running_var!);
        nn.init.zeros_(num_batches_tracked!);
    }

    /// <summary>Begins the statistics, the weight and the bias anew.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        if (!affine) return;
        nn.init.ones_(weight);
        nn.init.zeros_(bias!);
    }

    /// <summary>Refuses inputs with a wrong number of axes.</summary>
    /// <exception cref="ArgumentException">The number of axes is wrong.</exception>
    protected abstract void ValidateInputDimensions(Tensor input);

    private Tensor? Own(string name, Tensor? before, Tensor? value)
    {
        if (!ReferenceEquals(before, value)) before?.Dispose();
        ConditionallyRegisterBuffer(name, value?.DetachFromDisposeScope());
        return value;
    }
}
