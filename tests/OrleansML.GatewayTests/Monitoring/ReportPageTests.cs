using System.Globalization;
using OrleansML.Gateway.Monitoring;
using OrleansML.GatewayTests.Testing;
using OrleansML.Monitoring;

namespace OrleansML.GatewayTests.Monitoring;

/// <summary>The page of a report as a browser shows it.</summary>
[Collection(GatewayCollection.Name)]
public sealed class ReportPageTests(GatewayFixture gateway, Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const int Wide = 1_280;
    private const int Narrow = 390;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleansml-page-");

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_TextsThatAreMarkup_RunsNothingAndAsksNobody(bool isFile)
    {
        var address = await AddressAsync(isFile);
        await using var page = await browser.OpenAsync(address);

        Assert.Empty(page.Faults);
        Assert.Equal([address.AbsoluteUri], page.Requests.Where(static request => !request.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Equal("undefined", (string?)await page.EvaluateAsync("typeof window.ran"));
        Assert.Equal(0, (int)(await page.EvaluateAsync("document.querySelectorAll('script, img, iframe, a, [onerror]').length"))!);
    }

    [BrowserFact]
    public async Task Open_Segments_AreThoseOfTheReport()
    {
        await using var page = await browser.OpenAsync(await AddressAsync());

        Assert.Equal(
            [
                $"{HostileReport.Script} | 1,000,000 | 81 % | {HostileReport.Image} | 1.1234 | 0.5 % | roc_auc 0.7454 [0.7123, 0.7784], n 24,340 | 1",
                "name=b | 234,567 | 19 % | Too few rows. | - | - | - | 0",
            ],
            await page.TextsAsync("[...document.querySelectorAll('#segments tbody tr')].map(row => [...row.cells].map(cell => cell.innerText).join(' | '))"));
        Assert.Equal(["right"], await page.TextsAsync("[...new Set([...document.querySelectorAll('#segments .n')].map(cell => getComputedStyle(cell).textAlign))]"));
    }

    // Shares of the width: windows are 10 s of 40 s; one incident began with the second and goes on, the other was closed after 35 s.
    [BrowserFact]
    public async Task Open_Timeline_ShowsAlarmsAndTheNewVersionWhereTheyWere()
    {
        await using var page = await browser.OpenAsync(await AddressAsync());

        const string Places =
            """
            [...document.querySelectorAll('#timeline svg')].map(picture => {
                const whole = picture.getBoundingClientRect();
                return [...picture.querySelectorAll('.incident, .change')].map(part => {
                    const box = part.getBoundingClientRect();
                    const place = x => ((x - whole.left) / whole.width).toFixed(2);
                    return `${part.querySelector('title').textContent}: ${part.tagName === 'line' ? place((box.left + box.right) / 2) : place(box.left) + ' to ' + place(box.right)}`;
                }).join('; ');
            })
            """;
        var expected = $"drift in {HostileReport.Script}: 0.25 to 1.00; missing in all: 0.25 to 0.88; Version 2 from 2026-03-01 00:00:20Z: 0.50";
        Assert.Equal(Enumerable.Repeat(expected, 5), await page.TextsAsync(Places));
        Assert.Equal(
            ["Rows in a window", "Largest PSI of a column", "Requests that failed", "Latency, 99 %", "roc_auc"],
            await page.TextsAsync("[...document.querySelectorAll('#timeline .ends > span:first-child')].slice(0, 5).map(name => name.innerText)"));
        Assert.Equal(
            ["0.78", "1.00", "0.50", "0.25"],
            await page.TextsAsync("(() => { const picture = document.querySelector('#timeline svg'); return [...picture.querySelectorAll('.now')].map(bar => (bar.getBoundingClientRect().height / picture.viewBox.baseVal.height / picture.getScreenCTM().d).toFixed(2)); })()"));
    }

    [BrowserTheory]
    [InlineData(Wide)]
    [InlineData(Narrow)]
    public async Task Open_Width_HoldsEverythingAndPlotsHaveSize(int width)
    {
        await using var page = await browser.OpenAsync(await AddressAsync(), width);

        Assert.Equal(width, (int)(await page.EvaluateAsync("document.documentElement.scrollWidth"))!);

        // Names are cut into lines, not into letters.
        Assert.Empty(await page.TextsAsync("[...document.querySelectorAll('tbody th')].filter(cell => cell.getBoundingClientRect().width < 100).map(cell => cell.innerText)"));

        // Tables scroll within their own frame, and names below bars are cut.
        Assert.Empty(await page.TextsAsync("[...document.body.querySelectorAll(':not(.wide *, .names *, svg *)')].filter(part => part.getBoundingClientRect().right > innerWidth).map(part => part.outerHTML.slice(0, 200))"));
        Assert.Equal(width, (int)(await page.EvaluateAsync("innerWidth"))!);
        Assert.Equal(11, (int)(await page.EvaluateAsync("document.querySelectorAll('svg').length"))!);
        Assert.Empty(await page.TextsAsync("[...document.querySelectorAll('svg')].filter(picture => picture.getBoundingClientRect().width < 250 || picture.getBoundingClientRect().height < 70).map(picture => picture.outerHTML.slice(0, 200))"));
        Assert.Empty(await page.TextsAsync("[...document.querySelectorAll('svg.bars rect')].filter(bar => bar.getBoundingClientRect().width < 1 || bar.getBoundingClientRect().height < 1).map(bar => bar.outerHTML)"));
    }

    // The ratio of WCAG 2.2, 1.4.3: 4.5 for text. Independent of the style: the browser says which colours it used.
    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_LightOrDark_EveryTextStandsOutFromWhatIsBehindIt(bool dark)
    {
        await using var page = await browser.OpenAsync(await AddressAsync(), dark: dark);

        var background = double.Parse((await page.TextsAsync($"(() => {{ {Contrast} return [String(luminance(behind(document.body)))]; }})()"))[0], CultureInfo.InvariantCulture);
        Assert.Equal(dark, background < 0.1);
        var texts = await page.TextsAsync($"(() => {{ {Contrast} return texts().filter(text => ratio(text) < 4.5).map(text => ratio(text).toFixed(2) + ' ' + text.outerHTML.slice(0, 120)); }})()");
        Assert.Empty(texts);
        Assert.True((int)(await page.EvaluateAsync($"(() => {{ {Contrast} return texts().length; }})()"))! > 100, "Hardly any text was looked at.");
    }

    [Theory]
    [InlineData("There are no windows in the time of the baseline.", true)]
    [InlineData("Values are needed.", false)]
    public void Render_SameReasonOfAllColumns_IsSaidOnce(string reason, bool isNote)
    {
        var hostile = MonitorReportInfo.Of(HostileReport.Report);
        MonitorColumn[] columns = [.. new[] { "a", "b", "c" }.Select(name => hostile.Columns[1] with { Name = name, Drift = [new MonitorDrift { Metric = "psi", Reason = reason }, new MonitorDrift { Metric = "hellinger", Reason = reason }] })];
        var segments = HostileReport.Segments with { Segments = [.. HostileReport.Segments.Segments.Select(segment => segment with { Column = null, Reason = isNote ? reason : null })] };

        var page = ReportPage.Render(hostile with { Columns = columns, Outputs = [], Notes = isNote ? [reason] : [] }, segments);

        Assert.Equal(2, page.Split(reason).Length);
    }

    [Fact]
    public void Render_ReasonOfSomeColumns_NamesThem()
    {
        var hostile = MonitorReportInfo.Of(HostileReport.Report);
        MonitorDrift[] drift = [new MonitorDrift { Metric = "psi", Reason = "Values are needed." }];

        var page = ReportPage.Render(
            hostile with { Columns = [hostile.Columns[0] with { Name = "a", Drift = drift }, hostile.Columns[0] with { Name = "b" }, hostile.Columns[0] with { Name = "c", Drift = drift }], Outputs = [] }, null);

        Assert.Contains(">Values are needed. (a, c)<", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("Values are needed.").Length);
    }

    [Fact]
    public void Render_NoSegmentsInThisTime_SaysSo()
    {
        var page = ReportPage.Render(MonitorReportInfo.Of(HostileReport.Report), HostileReport.Segments with { Segments = [] });

        Assert.Contains("<h2>Segments</h2><p>None in this time.</p>", page, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private const string Contrast =
        """
        const channels = colour => colour.match(/[\d.]+/g).map(Number);
        const luminance = colour => {
            const [red, green, blue] = channels(colour).map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        };
        const behind = part => {
            const colour = getComputedStyle(part).backgroundColor;
            return channels(colour)[3] === 0 && part.parentElement ? behind(part.parentElement) : colour;
        };
        const ratio = part => {
            const [dark, light] = [luminance(getComputedStyle(part).color), luminance(behind(part))].sort((a, b) => a - b);
            return (light + 0.05) / (dark + 0.05);
        };
        const texts = () => [...document.body.querySelectorAll(':not(svg *)')].filter(part => [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== ''));
        """;

    private async Task<Uri> AddressAsync(bool isFile = true)
    {
        var address = new Uri(gateway.Address, $"api/v1/models/{HostileReport.Model}/monitor/report.html");
        if (!isFile)
            return address;

        var path = Path.Combine(_folder.FullName, "report.html");
        await File.WriteAllTextAsync(path, await gateway.Http.GetStringAsync(address));
        return new Uri(path);
    }
}
