using System.Diagnostics;
using System.Net;

namespace OrleansML.Testing.Processes;

/// <summary>The place of one process on a <see cref="PrivateNetwork"/>.</summary>
public sealed record NetworkAttachment(PrivateNetwork Network, IPAddress Address)
{
    // The shell waits until the network is there and then becomes the program, so that the id stays the same.
    internal static readonly string[] Launcher = ["unshare", "--net", "--", "sh", "-c", "read -r _ && exec \"$0\" \"$@\""];

    /// <summary>Connects a process that waits in <see cref="Launcher"/> and lets it go on.</summary>
    internal async Task AttachAsync(Process process)
    {
        await Network.AttachAsync(process.Id, Address);
        await process.StandardInput.WriteLineAsync("go");
        process.StandardInput.Close();
    }
}
