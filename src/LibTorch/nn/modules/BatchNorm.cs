using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Normalizes each channel over the batch (Ioffe and Szegedy 2015).</summary>
    public abstract class BatchNorm : NormBase
    {
        private protected BatchNorm(
            long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
        {
        }

        /// <inheritdoc cref="nn.functional.batch_norm"/>
        public override Tensor forward(Tensor input)
        {
            ValidateInputDimensions(input);
            var share = momentum ?? 0;
            if (training && track_running_stats && num_batches_tracked is { } batches)
            {
                using var _ = no_grad();
                batches.add_(1);
                share = momentum ?? 1 / batches.ToDouble();
            }
            var tracked = !training || track_running_stats;
            return nn.functional.batch_norm(
                input, (tracked ? running_mean : null)!, (tracked ? running_var : null)!, weight, bias,
                training || (running_mean is null && running_var is null), share, eps);
        }
    }

    /// <summary>Batch normalization of [n, channels] or [n, channels, length].</summary>
    public sealed class BatchNorm1d : BatchNorm
    {
        internal BatchNorm1d(
            long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm1d))
        {
        }

        /// <inheritdoc/>
        protected override void ValidateInputDimensions(Tensor input)
        {
            if (input.ndim is not (2 or 3)) throw new ArgumentException($"expected 2D or 3D input, but got {input.ndim}D input.");
        }
    }

    /// <summary>Batch normalization of [n, channels, height, width].</summary>
    public sealed class BatchNorm2d : BatchNorm
    {
        internal BatchNorm2d(
            long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm2d))
        {
        }

        /// <inheritdoc/>
        protected override void ValidateInputDimensions(Tensor input)
        {
            if (input.ndim != 4) throw new ArgumentException($"expected 4D input, but got {input.ndim}D input.");
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Batch normalization of [n, channels] or [n, channels, length]; running statistics start with mean 0 and variance 1.</summary>
            public static Modules.BatchNorm1d BatchNorm1d(
                long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Batch normalization of [n, channels, height, width]; running statistics start with mean 0 and variance 1.</summary>
            public static Modules.BatchNorm2d BatchNorm2d(
                long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
