using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>While training sets elements to 0 with probability p and divides the others by 1 - p.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Drop(Aten.dropout, Aten.dropout_, input, p, training, inplace);

            /// <summary>Drops whole channels of [n, channels, length]: all elements or none.</summary>
            public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                using var flat = input.unsqueeze(-1);
                using var dropped = dropout2d(flat, p, training, inplace);
                return dropped.squeeze(-1);
            }

            /// <summary>Drops whole channels of [n, channels, height, width]: all elements or none.</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Drop(Aten.feature_dropout, Aten.feature_dropout_, input, p, training, inplace);

            /// <summary>Drops whole channels of [n, channels, depth, height, width]: all elements or none.</summary>
            public static Tensor dropout3d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Drop(Aten.feature_dropout, Aten.feature_dropout_, input, p, training, inplace);

            /// <summary>Dropout to the value where SELU ends, scaled to keep mean and variance (Klambauer et al. 2017).</summary>
            public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                Drop(Aten.alpha_dropout, Aten.alpha_dropout_, input, p, training, inplace);

            /// <summary>As <see cref="alpha_dropout"/>, but of whole channels.</summary>
            public static Tensor feature_alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                Drop(Aten.feature_alpha_dropout, Aten.feature_alpha_dropout_, input, p, training, inplace);

            private static Tensor Drop(Operator copying, Operator changing, Tensor input, double p, bool training, bool inplace)
            {
                if (!inplace) return copying.Call(input, p, training);
                changing.Do(input, p, training);
                return input.alias();
            }
        }
    }
}
