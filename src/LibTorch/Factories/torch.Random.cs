using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Uniform integers from low to below high, int64 unless told otherwise.</summary>
    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        Finish(Aten.randint_low_generator.Call(low, high, size, generator, dtype ?? ScalarType.Int64, Arg.None, device), requires_grad, names);

    /// <summary>Uniform integers from 0 to below high, int64 unless told otherwise.</summary>
    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    /// <summary>A random order of 0 … n - 1, int64 unless told otherwise.</summary>
    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Finish(Aten.randperm_generator.Call(n, generator, dtype ?? ScalarType.Int64, Arg.None, device), requires_grad, null);

    /// <summary>Uniform in [0, 1), of the input's shape and, unless given, type and device.</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Aten.rand_like.Call(input, dtype, Arg.None, device), requires_grad, null);

    /// <summary>Normal, of the input's shape and, unless given, type and device.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Aten.randn_like.Call(input, dtype, Arg.None, device), requires_grad, null);

    /// <summary>Positions drawn with the probabilities of each row (or of a vector), int64.</summary>
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        Aten.multinomial.Call(input, num_samples, replacement, generator);

    /// <summary>0 or 1, with the element as the probability of 1.</summary>
    public static Tensor bernoulli(Tensor input, Generator? generator = null) => Aten.bernoulli.Call(input, generator);

    public partial class Tensor
    {
        /// <summary>Fills with uniform numbers.</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) => Do(Aten.uniform_, from, to, generator);

        /// <summary>Fills with normal numbers.</summary>
        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) => Do(Aten.normal_, mean, std, generator);

        /// <summary>Fills with 1 (with probability p) and 0.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Do(Aten.bernoulli__float, p, generator);
    }
}
