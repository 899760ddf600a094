using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An array of numbers in libtorch's memory. Every operator returns a new one, which belongs to the current <see cref="DisposeScope"/> of
    /// the thread or, without one, to the caller; those that nobody disposes are freed by the finalizer, late.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long _totalCount;
        private static long _peakCount;
        private nint _handle;

        internal Tensor(nint handle, bool register = true)
        {
            _handle = handle;
            var count = Interlocked.Increment(ref _totalCount);
            if (count > Volatile.Read(ref _peakCount)) Volatile.Write(ref _peakCount, count);
            if (register) OwningDisposeScope = DisposeScopeManager.Current.Register(this);
        }

        /// <summary>Frees what nobody disposed.</summary>
        ~Tensor() => Dispose(false);

        /// <summary>Live tensors of the process, counted by their managed objects.</summary>
        public static long TotalCount => Interlocked.Read(ref _totalCount);

        /// <summary>The most that <see cref="TotalCount"/> has been.</summary>
        public static long PeakCount => Interlocked.Read(ref _peakCount);

        /// <summary>A name for debugging.</summary>
        public string? name { get; set; }

        /// <summary>Whether it was disposed.</summary>
        public bool IsInvalid => _handle == 0;

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>The native handle, for as long as this object is alive.</summary>
        /// <exception cref="InvalidOperationException">The tensor was disposed.</exception>
        internal nint Native => _handle != 0 ? _handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        /// <summary>Another object for the same native tensor, to be disposed apart.</summary>
        public Tensor alias()
        {
            var handle = Interop.Native.gen_alias(Native);
            GC.KeepAlive(this);
            return new Tensor(handle);
        }

        /// <summary>Releases the native tensor now.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Releases the native tensor; the second call finds nothing to do.</summary>
        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0) return;
            DisposeScopeManager.Current.CountDisposal(this);
            OwningDisposeScope?.MarkAsDisposed(this);
            Interlocked.Decrement(ref _totalCount);
            Interop.Native.gen_release(handle);
        }

        /// <summary>Hands the native tensor over to another object (a parameter) and leaves this one invalid.</summary>
        internal nint TakeHandle()
        {
            var handle = Native;
            _handle = 0;
            Interlocked.Decrement(ref _totalCount);
            GC.SuppressFinalize(this);
            return handle;
        }
    }
}
