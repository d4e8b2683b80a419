namespace OrleansML.Conformance.Membership;

/// <summary>A membership table in the memory of the test, which can read and change it beside the silos.</summary>
internal sealed class SharedTable
{
    private readonly Dictionary<SiloAddress, (MembershipEntry Entry, string Etag)> _rows = [];
    private int _version;

    public MembershipTableData Read()
    {
        lock (_rows)
        {
            return new MembershipTableData([.. _rows.Values.Select(row => Tuple.Create(Copy(row.Entry), row.Etag))], Version());
        }
    }

    public MembershipEntry Read(SiloAddress silo) => Read().TryGet(silo)!.Item1;

    public bool Insert(MembershipEntry entry, TableVersion version)
    {
        lock (_rows)
        {
            return !_rows.ContainsKey(entry.SiloAddress) && Write(entry, version);
        }
    }

    public bool Update(MembershipEntry entry, string etag, TableVersion version)
    {
        lock (_rows)
        {
            return _rows.TryGetValue(entry.SiloAddress, out var row) && row.Etag == etag && Write(entry, version);
        }
    }

    public void SetAlive(SiloAddress silo, DateTime time)
    {
        lock (_rows)
        {
            if (_rows.TryGetValue(silo, out var row))
            {
                row.Entry.IAmAliveTime = time;
            }
        }
    }

    /// <summary>Adds the row of an active silo that no test runs.</summary>
    public SiloAddress AddActive(System.Net.IPEndPoint endpoint)
    {
        var silo = SiloAddress.New(endpoint, SiloAddress.AllocateNewGeneration());
        var now = DateTime.UtcNow;
        Insert(
            new MembershipEntry
            {
                SiloAddress = silo,
                Status = SiloStatus.Active,
                SiloName = "stranger",
                HostName = "localhost",
                StartTime = now,
                IAmAliveTime = now,
            },
            Read().Version.Next());
        return silo;
    }

    /// <summary>Declares a silo dead, as other silos would.</summary>
    public void Kill(SiloAddress silo)
    {
        lock (_rows)
        {
            var (entry, etag) = _rows[silo];
            var dead = Copy(entry);
            dead.Status = SiloStatus.Dead;
            Update(dead, etag, Version().Next());
        }
    }

    private static MembershipEntry Copy(MembershipEntry entry) => new()
    {
        SiloAddress = entry.SiloAddress,
        Status = entry.Status,
        SuspectTimes = entry.SuspectTimes is null ? null : [.. entry.SuspectTimes],
        ProxyPort = entry.ProxyPort,
        HostName = entry.HostName,
        SiloName = entry.SiloName,
        RoleName = entry.RoleName,
        StartTime = entry.StartTime,
        IAmAliveTime = entry.IAmAliveTime,
    };

    private TableVersion Version() => new(_version, $"{_version}");

    private bool Write(MembershipEntry entry, TableVersion version)
    {
        if (version.VersionEtag != Version().VersionEtag)
        {
            return false;
        }

        _version = version.Version;
        _rows[entry.SiloAddress] = (Copy(entry), $"{_version}");
        return true;
    }
}
