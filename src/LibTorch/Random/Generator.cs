using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers. Where a function takes none, it draws from the device's default one.</summary>
    public class Generator : IDisposable
    {
        private nint _handle;

        /// <summary>A generator of its own.</summary>
        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            _handle = Native.Check(Native.gen_generator_new(seed, (int)this.device.type, this.device.index));
        }

        private Generator(nint handle)
        {
            device = CPU;
            _handle = handle;
        }

        /// <summary>Frees what nobody disposed.</summary>
        ~Generator() => Dispose(false);

        /// <summary>The processor's default generator, as a new object each time.</summary>
        public static Generator Default => new(Native.Check(Native.gen_generator_default()));

        /// <summary>Where the numbers are drawn.</summary>
        public Device device { get; }

        /// <summary>The native handle.</summary>
        public IntPtr Handle => _handle;

        /// <summary>Starts the sequence that belongs to a seed.</summary>
        public Generator manual_seed(long seed)
        {
            Native.Check(Native.gen_generator_manual_seed(_handle, (ulong)seed));
            return this;
        }

        /// <summary>Starts a sequence that no one can foresee, and returns its seed.</summary>
        public long seed() => (long)Native.gen_generator_seed(_handle);

        /// <summary>The seed of the current sequence.</summary>
        public long initial_seed() => (long)Native.gen_generator_current_seed(_handle);

        /// <summary>Where the sequence stands, as bytes.</summary>
        public Tensor get_state() => new(Native.Check(Native.gen_generator_get_state(_handle)));

        /// <summary>Goes back to where <see cref="get_state"/> was called.</summary>
        public void set_state(Tensor value)
        {
            Native.Check(Native.gen_generator_set_state(_handle, value.Native));
            GC.KeepAlive(value);
        }

        /// <summary>Frees the generator.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the generator; the second call finds nothing to do.</summary>
        protected virtual void Dispose(bool disposing)
        {
            if (Interlocked.Exchange(ref _handle, 0) is var handle && handle != 0) Native.gen_generator_delete(handle);
        }
    }

    /// <summary>The default generators: one for each device.</summary>
    public static partial class random
    {
        /// <summary>Starts the sequences that belong to a seed on all devices.</summary>
        public static Generator manual_seed(long seed)
        {
            Native.Check(Native.gen_manual_seed((ulong)seed));
            return Generator.Default;
        }

        /// <summary>The seed of the processor's current sequence.</summary>
        public static long initial_seed() => Generator.Default.initial_seed();

        /// <summary>Where the processor's sequence stands, as bytes.</summary>
        public static Tensor get_rng_state() => Generator.Default.get_state();

        /// <summary>Goes back to where <see cref="get_rng_state"/> was called.</summary>
        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }

    /// <inheritdoc cref="random.manual_seed"/>
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    /// <inheritdoc cref="random.initial_seed"/>
    public static long initial_seed() => random.initial_seed();

    /// <inheritdoc cref="random.get_rng_state"/>
    public static Tensor get_rng_state() => random.get_rng_state();

    /// <inheritdoc cref="random.set_rng_state"/>
    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);
}
