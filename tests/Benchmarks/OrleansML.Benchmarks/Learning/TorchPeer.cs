using System.Diagnostics;
using System.Globalization;

namespace OrleansML.Benchmarks.Learning;

/// <summary>
/// The same network, rows, batch and optimizer in PyTorch of a python3 of this machine: processes with one thread each, which train when they are told
/// to. Several divide each batch, and exchange gradients by DistributedDataParallel over gloo on the loopback interface.
/// </summary>
internal sealed class TorchPeer : IAsyncDisposable
{
    private const string Ready = "ready";
    private const string HasTorch = "import torch";
    private const string HasGloo = "import sys, torch; sys.exit(not (torch.distributed.is_available() and torch.distributed.is_gloo_available()))";

    private const string Script = """
        import sys, time, torch
        from torch import nn
        path, hidden, store = sys.argv[1], [int(width) for width in sys.argv[2].split(",")], sys.argv[3]
        inputs, batch, rows, steps, rank, processes = (int(number) for number in sys.argv[4:])
        torch.set_num_threads(1)
        torch.manual_seed(1)
        numbers = torch.from_file(path, size=rows * (inputs + 1)).view(rows, inputs + 1)
        features, labels = numbers[:, :inputs].contiguous(), numbers[:, inputs:].contiguous()
        layers, width = [], inputs
        for outputs in hidden:
            layers += [nn.Linear(width, outputs), nn.ReLU()]
            width = outputs
        network = nn.Sequential(*layers, nn.Linear(width, 1))
        if processes > 1:
            torch.distributed.init_process_group("gloo", init_method="file://" + store, rank=rank, world_size=processes)
            network = nn.parallel.DistributedDataParallel(network)
        optimizer = torch.optim.Adam(network.parameters())
        own = batch // processes

        def train():
            for step in range(steps):
                first = step * batch % rows
                if first == 0:
                    order = torch.randperm(rows)
                chosen = order[first + rank * own:first + (rank + 1) * own]
                optimizer.zero_grad()
                loss = nn.functional.mse_loss(network(features[chosen]), labels[chosen])
                loss.backward()
                optimizer.step()
                loss.item()

        print("ready", flush=True)
        for line in sys.stdin:
            start = time.perf_counter()
            train()
            print(time.perf_counter() - start, flush=True)
        """;

    private readonly List<Process> _processes = [];
    private readonly int _rows;

    private TorchPeer(int rows) => _rows = rows;

    /// <summary>Starts it; where this machine does not have it, tells why instead.</summary>
    public static async Task<(TorchPeer? Peer, string Missing)> StartAsync(LearningNetwork network, LearningRows rows, int processes)
    {
        if (await FindPythonAsync(processes > 1 ? HasGloo : HasTorch) is not { } python)
            return (null, processes > 1 ? "python3 has no torch with gloo" : "python3 has no torch");

        var peer = new TorchPeer(network.Rows * network.Epochs);
        try
        {
            for (var rank = 0; rank < processes; rank++)
            {
                peer._processes.Add(Start(python, Script,
                [
                    rows.Numbers, string.Join(',', network.Hidden), $"{rows.Numbers}.store",
                    .. new[] { network.Inputs, network.BatchRows, network.Rows, network.Rows / network.BatchRows * network.Epochs, rank, processes }
                        .Select(static number => number.ToString(CultureInfo.InvariantCulture)),
                ]));
            }

            foreach (var line in await peer.ReadLinesAsync())
            {
                if (line != Ready)
                    throw new InvalidOperationException($"PyTorch said '{line}' and not that it is ready.");
            }

            return (peer, "");
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    /// <summary>Rows per second over all processes.</summary>
    public async Task<double> MeasureAsync()
    {
        foreach (var process in _processes)
            await process.StandardInput.WriteLineAsync("train");
        return _rows / (await ReadLinesAsync()).Max(static line => double.Parse(line, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            // One whose partner is gone would wait for it, and none has anything to lose.
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    // The first of the path may be one of the user's own, without Debian's packages.
    private static async Task<string?> FindPythonAsync(string condition)
    {
        foreach (var candidate in (string[])["python3", "/usr/bin/python3"])
        {
            try
            {
                using var process = Start(candidate, condition, []);
                await process.StandardError.ReadToEndAsync();
                await process.WaitForExitAsync();
                if (process.ExitCode == 0)
                    return candidate;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such program.
            }
        }

        return null;
    }

    private static Process Start(string python, string script, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(python, ["-c", script, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["GLOO_SOCKET_IFNAME"] = "lo";
        return Process.Start(start) ?? throw new InvalidOperationException($"{python} did not start.");
    }

    private async Task<List<string>> ReadLinesAsync()
    {
        // As they come: when one ends, the other waits for it.
        var lines = new List<string>();
        await foreach (var line in Task.WhenEach(_processes.Select(ReadLineAsync)))
            lines.Add(await line);
        return lines;
    }

    private static async Task<string> ReadLineAsync(Process process) => await process.StandardOutput.ReadLineAsync()
        ?? throw new InvalidOperationException($"PyTorch ended: {(await process.StandardError.ReadToEndAsync()).Trim()}");
}
