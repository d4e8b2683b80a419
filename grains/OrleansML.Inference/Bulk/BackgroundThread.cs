using System.Runtime.InteropServices;

namespace OrleansML.Inference;

/// <summary>Starts threads that stand behind others where both want the same core.</summary>
internal static partial class BackgroundThread
{
    private const int OfOneThread = 0;

    /// <summary>Starts a thread.</summary>
    /// <param name="name">Its name, for whoever looks at the process.</param>
    /// <param name="niceness">
    /// Its nice value, 0 to 19; on Linux, a thread of 10 gets about a tenth of a core that one of 0 wants too (sched(7)). .NET's own thread priorities do
    /// nothing there. Elsewhere, anything above 0 is the priority below normal.
    /// </param>
    /// <param name="work">What it does; it must not throw.</param>
    public static Thread Start(string name, int niceness, Action work)
    {
        var thread = new Thread(() =>
        {
            StepBack(niceness);
            work();
        })
        {
            Name = name,
            IsBackground = true,
        };
        thread.Start();
        return thread;
    }

    private static void StepBack(int niceness)
    {
        if (niceness == 0)
            return;
        if (!OperatingSystem.IsLinux())
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        else
            _ = SetPriority(OfOneThread, 0, niceness);
    }

    // On Linux, the nice value is that of a thread; 0 means the calling one. Whoever may not change it goes on as before.
    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int niceness);
}
