// Which part of the world the map shows: plate carrée, degrees to pixels, north up.
const closest = 0.002;  // degrees of latitude from top to bottom

export class Projection {
    lon = 0;
    lat = 20;
    degrees = 180;  // from left to right, which is 360 for the whole world
    width = 1;
    height = 1;

    resize(width, height) {
        this.width = width;
        this.height = height;
        this.#keepInside();
    }

    showWorld() {
        this.degrees = Infinity;
        this.lat = 10;
        this.lon = 0;
        this.#keepInside();
    }

    get scale() {
        return this.width / this.degrees;
    }

    x(lon) {
        return this.width / 2 + (lon - this.lon) * this.scale;
    }

    y(lat) {
        return this.height / 2 - (lat - this.lat) * this.scale;
    }

    at(x, y) {
        return { lon: this.lon + (x - this.width / 2) / this.scale, lat: this.lat - (y - this.height / 2) / this.scale };
    }

    move(dx, dy) {
        this.lon -= dx / this.scale;
        this.lat += dy / this.scale;
        this.#keepInside();
    }

    /// Zooms by `factor`, and keeps what is at x, y where it is.
    zoom(factor, x = this.width / 2, y = this.height / 2) {
        const before = this.at(x, y);
        this.degrees /= factor;
        this.#keepInside();
        const after = this.at(x, y);
        this.lon += before.lon - after.lon;
        this.lat += before.lat - after.lat;
        this.#keepInside();
    }

    show(lon, lat, degrees) {
        Object.assign(this, { lon, lat, degrees });
        this.#keepInside();
    }

    box() {
        const { lon: west, lat: north } = this.at(0, 0);
        const { lon: east, lat: south } = this.at(this.width, this.height);
        return { west: Math.max(-180, west), east: Math.min(180, east), south: Math.max(-90, south), north: Math.min(90, north) };
    }

    #keepInside() {
        const widest = Math.max(360, (180 * this.width) / this.height) * 1.02;
        this.degrees = Math.min(Math.max(this.degrees, (closest * this.width) / this.height), widest);
        const halfWide = this.degrees / 2;
        const halfTall = (halfWide * this.height) / this.width;
        this.lon = halfWide >= 180 ? 0 : Math.min(Math.max(this.lon, -180 + halfWide), 180 - halfWide);
        this.lat = halfTall >= 90 ? 0 : Math.min(Math.max(this.lat, -90 + halfTall), 90 - halfTall);
    }
}
