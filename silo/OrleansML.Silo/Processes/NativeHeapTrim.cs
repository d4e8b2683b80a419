using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace OrleansML.Silo.Processes;

/// <summary>
/// Gives memory that native code has freed back to the system. The GNU C library keeps what was freed in the middle of its heaps, one heap for
/// each few threads, and after a large block was freed, such as a model file, it also keeps their ends; every thread that compiles a method or
/// loads a model can leave 10 MB behind in that way. Does nothing where the C library is another one.
/// </summary>
internal sealed partial class NativeHeapTrim(TimeProvider time) : BackgroundService
{
    private const string GnuLibrary = "libc.so.6";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!NativeLibrary.TryLoad(GnuLibrary, out var library) || !NativeLibrary.TryGetExport(library, "malloc_trim", out _))
            return;

        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                TrimHeaps(0);
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    [LibraryImport(GnuLibrary, EntryPoint = "malloc_trim")]
    private static partial int TrimHeaps(nuint keep);
}
