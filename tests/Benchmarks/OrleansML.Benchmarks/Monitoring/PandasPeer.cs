using System.Diagnostics;
using System.Text.Json;

namespace OrleansML.Benchmarks.Monitoring;

/// <summary>The same in pandas and SciPy of a python3 of this machine: a table in memory, its columns over two threads; sorting and binning leave the interpreter's lock.</summary>
internal static class PandasPeer
{
    private const string Condition = "import pandas, scipy.stats, scipy.spatial";

    private const string Script = """
        import json, resource, sys, time
        from multiprocessing.pool import ThreadPool
        import numpy as np, pandas as pd
        from scipy.spatial.distance import jensenshannon
        from scipy.stats import chi2_contingency, ks_2samp, wasserstein_distance
        folder, numbers, categories, threads = sys.argv[1], *(int(number) for number in sys.argv[2:])
        edges = np.array([float(edge) for edge in open(folder + "/edges").read().split(",")])
        names = open(folder + "/names").read().split(",")

        start = time.perf_counter()
        table = pd.DataFrame({
            **{f"n{i}": np.fromfile(f"{folder}/n{i}", dtype="<f8") for i in range(numbers)},
            **{f"c{i}": pd.Categorical.from_codes(np.fromfile(f"{folder}/c{i}", dtype="i1"), categories=names) for i in range(categories)},
        }, copy=False)
        read = time.perf_counter() - start
        half = len(table) // 2

        def distances(before, now):
            p, q = before / before.sum(), now / now.sum()
            seen = before + now > 0
            filled = [np.where(share == 0, 0.0001, share) for share in (p, q)]
            psi = ((filled[0] - filled[1]) * np.log(filled[0] / filled[1]))[seen].sum()
            chi2 = chi2_contingency(np.array([before, now])[:, seen], correction=False)[0]
            return [psi, jensenshannon(p, q, base=2), chi2]

        def profile(column):
            values = table[column]
            before, now = values.iloc[:half], values.iloc[half:]
            shares = [before.isna().mean(), now.isna().mean()]
            if column[0] == "c":
                counts = [part.value_counts(dropna=False).reindex(names, fill_value=0).to_numpy() for part in (before, now)]
                return [shares + distances(*counts), []]
            known = [part.dropna().to_numpy() for part in (before, now)]
            counts = [np.append(np.bincount(np.searchsorted(edges, part), minlength=len(edges) + 1), half - len(part)) for part in known]
            moments = [now.mean(), now.std(ddof=0), now.min(), now.max()]
            now.quantile([0.25, 0.5, 0.75])
            order = [ks_2samp(*known, mode="asymp")[0], wasserstein_distance(*known) / before.std(ddof=0)]
            return [shares + distances(*counts) + moments, order + [0.25, 0.5, 0.75]]

        start = time.perf_counter()
        found = ThreadPool(threads).map(profile, list(table.columns), chunksize=1)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"Seconds": seconds, "CountSeconds": 0, "ReadSeconds": read, "PeakMegabytes": peak,
                          "Exact": [[float(value) for value in column[0]] for column in found], "Ranks": [[float(value) for value in column[1]] for column in found]}))
        """;

    /// <summary>Runs it to its end; where this machine does not have it, tells why instead.</summary>
    public static async Task<(ProfileOutcome? Outcome, string Missing)> RunAsync(string folder)
    {
        if (await FindPythonAsync() is not { } python)
            return (null, "python3 has no pandas with SciPy; Debian has both in python3-pandas and python3-scipy");

        var (exitCode, output, error) = await RunAsync(python, Script, [folder, $"{ProfileData.Numbers}", $"{ProfileData.Categories}", $"{ProfileData.Threads}"]);
        return exitCode == 0 && JsonSerializer.Deserialize<ProfileOutcome>(output) is { } outcome
            ? (outcome, "")
            : throw new InvalidOperationException($"pandas ended with exit code {exitCode}: {error}");
    }

    // The first of the path may be one of the user's own, without Debian's packages.
    private static async Task<string?> FindPythonAsync()
    {
        foreach (var candidate in (string[])["python3", "/usr/bin/python3"])
        {
            try
            {
                if ((await RunAsync(candidate, Condition, [])).ExitCode == 0)
                    return candidate;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such program.
            }
        }

        return null;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string python, string script, string[] arguments)
    {
        var start = new ProcessStartInfo(python, ["-c", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{python} did not start.");
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
