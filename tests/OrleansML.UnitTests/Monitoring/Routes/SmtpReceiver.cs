using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansML.UnitTests.Monitoring.Routes;

/// <summary>A server for mail that keeps what clients say, offers no encryption, and takes or refuses mails as a test wants.</summary>
internal sealed class SmtpReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly StringBuilder _said = new();
    private readonly bool _takes;
    private readonly Task _serving;

    public SmtpReceiver(bool takes = true)
    {
        _takes = takes;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Everything that clients said.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                await TalkAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It is closed.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (IOException)
            {
                // The client hung up without waiting for an answer.
            }
        }
    }

    // See RFC 5321.
    private async Task TalkAsync(NetworkStream stream)
    {
        using (var reader = new StreamReader(stream, Encoding.UTF8))
        await using (var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true })
        {
            var isData = false;
            await writer.WriteLineAsync("220 here");
            while (await reader.ReadLineAsync() is { } line)
            {
                lock (_said)
                    _said.AppendLine(line);
                if (isData && line != ".")
                    continue;

                isData = line == "DATA";
                await writer.WriteLineAsync(line switch
                {
                    "DATA" => "354 go on",
                    "." => _takes ? "250 taken" : "554 no such mail here",
                    "QUIT" => "221 bye",
                    _ when line.StartsWith("EHLO", StringComparison.Ordinal) => "250-here\r\n250 AUTH PLAIN LOGIN",
                    _ => "250 ok",
                });
            }
        }
    }
}
