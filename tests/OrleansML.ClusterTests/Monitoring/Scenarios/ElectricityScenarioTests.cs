using DuckDB.NET.Data;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Monitoring.Scenarios;

/// <summary>
/// Electricity prices, one row for each half hour: a model of the first 90 days, then a window for each 30 days. The price drifts, comes back and drifts again;
/// the neighbour's price and the transfer do not move in the reference, and begin to on day 363. Expected numbers come from numpy on the same rows.
/// </summary>
public sealed class ElectricityScenarioTests
{
    private const int RowsPerDay = 48;
    private const int Reference = 90 * RowsPerDay;
    private const int Window = 30 * RowsPerDay;

    private static readonly string[] Numeric = ["period", "nswprice", "nswdemand", "vicprice", "vicdemand", "transfer"];

    // The population stability index of nswprice by window, from day 90 on.
    private static readonly double[] Price =
    [
        0.516, 1.584, 1.974, 1.937, 2.898, 2.584, 1.489, 1.190, 2.113, 0.644, 0.759, 2.139, 2.399, 2.454, 1.987, 1.679, 3.062, 3.871, 3.928, 4.075, 3.721,
        2.265, 1.652, 0.572, 0.779, 0.739, 0.280, 0.561,
    ];

    [SharedDataFact]
    public async Task Stream_TwoYears_AlarmsOpenAndCloseAndAConstantReferenceIsSaidToBeOne()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("elec.csv");
        Copy(path);
        await using var scenario = await Scenario.StartAsync(
            "price",
            $$"""
            model: price
            task: binary_classification
            data: { path: {{path}}, format: csv, label: class, classes: ["0", "1"], time: at }
            split: { by: time, validation: 1996-08-05, test: 1996-08-12, until: 1996-09-04 }
            inputs: { numeric: [{{string.Join(", ", Numeric)}}] }
            network: { kind: mlp, hidden: [16] }
            optimizer: { kind: adam, learning_rate: 0.005 }
            plan: { epochs: 10, batch_rows: 256, shards: 2 }
            """,
            """
            model: price
            window: 1d
            lateness: 0s
            rules:
              price: { metric: psi, at: 1.3, columns: [nswprice], for: 1, until: 1 }
              neighbour: { metric: psi, at: 0.1, columns: [vicprice, vicdemand, transfer], for: 1 }
              range: { metric: out_of_range_share, at: 0.5, columns: [vicprice], for: 1 }
            """);
        var rows = new ScenarioFile(Numeric, [], "class").Read(path);

        for (var window = 0; window < Price.Length; window++)
            await scenario.RunDayAsync(rows[(Reference + (window * Window))..(Reference + ((window + 1) * Window))], isLabelled: false);

        // That the neighbour's price begins to move no index can tell; that it leaves its range does.
        Assert.Equal(
            [("price", "all", 1, 7), ("price", "all", 8, 9), ("range", "all", 9, null), ("price", "all", 11, 23)],
            (await scenario.IncidentsAsync()).Where(static incident => incident.Rule != "neighbour").OrderBy(static incident => incident.Opened).ThenBy(static incident => incident.Rule, StringComparer.Ordinal));
        Assert.DoesNotContain(await scenario.IncidentsAsync(), static incident => incident.Rule == "neighbour");
        foreach (var window in (int[])[23, 24, 25, 26, 27])
        {
            var report = await scenario.ReportAsync(window);
            Assert.Equal(Price[window], report.Columns.Single(static column => column.Name == "nswprice").Drift[0].Value!.Value, 0.002);
            foreach (var name in (string[])["vicprice", "vicdemand", "transfer"])
            {
                var drift = report.Columns.Single(column => column.Name == name).Drift[0];
                Assert.Null(drift.Value);
                Assert.Contains("constant", drift.Reason, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    // Rows have no time of their own: the first is of 7 May 1996.
    private static void Copy(string path)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            COPY (
                SELECT *, TIMESTAMP '1996-05-07' + INTERVAL 30 MINUTE * (row_number() OVER () - 1) AS at
                FROM read_csv('{SharedData.PathOf("elec2", "elec.csv.gz")}', all_varchar = true, header = true)
            ) TO '{path}' (HEADER)
            """;
        command.ExecuteNonQuery();
    }
}
