using System.Globalization;
using Gen.IO;

namespace Gen.Search;

/// <summary>Waits for a disk that is full and for a shared folder that is away, for some minutes: what a trial has learned is not lost, and
/// no trial fails for it.</summary>
/// <param name="sweep">The number of the sweep, for messages.</param>
internal sealed class StoragePatience(string sweep)
{
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(10);

    // Of a full disk, a quota, a device that fails, a file system that is read-only or whose server has lost the file, on Linux, macOS and
    // Windows. Any other is an error of the program.
    private static readonly int[] s_codes =
        OperatingSystem.IsWindows() ? [0x70, 0x27, 0x508, 0x43, 0x35, 0x37, 0x3B, 0x40] : [28, 122, 69, 5, 30, 116, 70, 107, 57];

    /// <summary>How long to wait.</summary>
    public static TimeSpan Limit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Returns whether an exception of a trial says that its disk is full or away, which says nothing of its config.</summary>
    /// <param name="e">The exception.</param>
    /// <param name="folder">A folder that must exist.</param>
    public static bool IsCause(Exception e, string folder)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is IOException io && s_codes.Contains(io.HResult & 0xFFFF))
                return true;
            if (cause is ArgumentOutOfRangeException && FileFailure.Is(cause))   // a limit of file sizes
                return true;
            if (FileFailure.Is(cause) && !Directory.Exists(folder))
                return true;
        }

        return false;
    }

    /// <summary>Tries something until it can be read and written.</summary>
    /// <exception cref="UserErrorException">It could not for too long.</exception>
    public async Task TryAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var wait = s_shortestWait; ; wait = wait * 2 > s_longestWait ? s_longestWait : wait * 2)
        {
            try
            {
                await action().ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (FileFailure.Is(e) || e is RunFolderException)
            {
                var reason = FileFailure.Reason(e);

                // It may have run well for hours.
                if (wait == s_shortestWait)
                {
                    began = TimeProvider.System.GetTimestamp();
                    var seconds = Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                    SweepProgram.Write($"Warning: sweep {sweep} waits for its files for up to {seconds} s: {reason}");
                }

                if (TimeProvider.System.GetElapsedTime(began) >= Limit || cancellationToken.IsCancellationRequested)
                    throw new UserErrorException(
                        $"The files of sweep {sweep} cannot be read or written: {reason} To go on, write: sweep resume {sweep}", e);
            }

            await Task.Delay(wait, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
